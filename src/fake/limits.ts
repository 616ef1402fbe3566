/** The most bytes that a deployment takes as a body. */
export const LARGEST_BODY = 2_097_152

export const LARGEST_U64 = 2n ** 64n - 1n
