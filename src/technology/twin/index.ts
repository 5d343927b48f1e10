/** Front door of the twin room: the stored twins, their interfaces, their formats. */

export { sendFault } from './api/answering.ts';
export type { Delegation } from './api/delegation.ts';
export type { Operation as ApiOperation } from './api/operation.ts';
export type {
  OperationCall,
  OperationHandler,
  OperationHandlers,
  OperationOutcome,
} from './api/operation-handlers.ts';
export { createOperationHandlers } from './api/operation-handlers.ts';
export type { TwinRoutesOptions } from './api/routes.ts';
export { twinRoutes } from './api/routes.ts';
export { operationTable } from './api/table.ts';
export { twinErrors } from './errors.ts';
export type { Aasx, PackagePart } from './formats/aasx-read.ts';
export { openAasx } from './formats/aasx-read.ts';
export type { WriteAasxOptions } from './formats/aasx-write.ts';
export { writeAasx } from './formats/aasx-write.ts';
export type { FileCheck } from './formats/check-file.ts';
export { checkFile } from './formats/check-file.ts';
export type { ImportJob } from './formats/import.worker.ts';
export type { ImportOutcome, ImportRequest, PreparedImport } from './formats/import-file.ts';
export { prepareImport } from './formats/import-file.ts';
export { importJobKind } from './formats/import-job.ts';
export type { RawDocument } from './formats/json-read.ts';
export { readJson } from './formats/json-read.ts';
export { jsonChunks } from './formats/json-write.ts';
export { readDocument } from './formats/text-read.ts';
export { readXml } from './formats/xml-read.ts';
export type { WriteXmlOptions } from './formats/xml-write.ts';
export { writeXml, xmlChunks } from './formats/xml-write.ts';
export { checkPrecondition } from './repository/etag.ts';
export type { TwinsOptions, WorkerTwins } from './repository/open-twins.ts';
export { openTwins, openTwinsForWorker } from './repository/open-twins.ts';
export type * from './repository/port.ts';
export { twinMigrations } from './repository/schema.ts';
export { violationsFault } from './repository/transaction.ts';
