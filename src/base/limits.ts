/** Named limits: every queue, body, depth, page and archive has one, and it stands here. */

export const limits = {
  /** Largest JSON or XML request body. */
  bodyBytesMax: 64 * 1024 * 1024,
  /** Largest uploaded package or attachment. */
  uploadBytesMax: 1024 * 1024 * 1024,
  /** Deepest nesting of a JSON or XML document. */
  nestingDepthMax: 128,
  /** Largest page, and the page when none is asked for. */
  pageSizeMax: 1000,
  pageSizeDefault: 100,
  /** Longest identifier (IDTA-01001, Identifier). */
  identifierLengthMax: 2048,
  /** Archives: entries, unpacked bytes in all, and unpacked to packed. */
  archiveEntriesMax: 10_000,
  archiveBytesMax: 4 * 1024 * 1024 * 1024,
  archiveRatioMax: 200,
  /** Largest JSON or XML document inside a package, unpacked. */
  documentBytesMax: 256 * 1024 * 1024,
  /** Violations reported for one document before the rest is only counted. */
  violationsMax: 1000,
} as const;
