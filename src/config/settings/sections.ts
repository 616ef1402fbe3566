import { canonicalUrls } from './canonical-urls.js'
import { logStreams } from './log-streams.js'
import { paused } from './paused.js'
import type { Section } from './section.js'
import { usageLimits } from './usage-limits.js'

/** The sections of settings, in the order in which they are applied, after the variables. */
export const SECTIONS: readonly Section[] = [canonicalUrls, usageLimits, logStreams, paused]
