import fc from 'fast-check'

// For mutation testing: what a property does not find at once, it will hardly find for this one fault.
fc.configureGlobal({ interruptAfterTimeLimit: 300 })
