/**
 * The repository port: what the AAS interfaces, the importers, the drivers and the pages ask of
 * the stored twins. Registry, discovery and search index change in the same transaction as the
 * thing itself. Everything fails with a Fault (see ../errors.ts) and then has changed nothing.
 */

import type { Readable } from 'node:stream';
import type { Result } from '#base';
import type {
  AssetKind,
  ConceptDescription,
  Environment,
  KnownSubmodel,
  Shell,
  SpecificAssetId,
  Submodel,
  SubmodelElement,
  Violation,
} from '../model/index.ts';

export interface PageRequest {
  /** 1 to limits.pageSizeMax. */
  readonly limit: number;
  readonly cursor?: string;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Where the next page starts; absent on the last page. */
  readonly cursor?: string;
}

/** A stored object and the entity tag of its plain form (RFC 9110, 8.8.3; with quotes). */
export interface Stored<T> {
  readonly value: T;
  readonly etag: string;
}

/** JSON ready to be sent, so that hot reads need neither parse nor serialise. */
export interface StoredJson {
  readonly json: Buffer;
  readonly etag: string;
  /** Whether the value of a Blob may be in it, which not every reader is to be sent. */
  readonly mayHoldBlob: boolean;
}

/** Conditional headers as sent (RFC 9110, 13.1); they fail with `twin.precondition-failed`. */
export interface Precondition {
  readonly ifMatch?: string;
  readonly ifNoneMatch?: string;
}

/** `core` leaves out the children of children, `withoutBlobValue` the values of Blobs. */
export interface ReadModifiers {
  readonly level?: 'deep' | 'core';
  readonly extent?: 'withBlobValue' | 'withoutBlobValue';
}

export type Outcome = 'created' | 'updated';

export interface ShellFilter {
  readonly idShort?: string;
  /** All of them must match; `globalAssetId` is a name like any other (IDTA-01002). */
  readonly assetIds?: readonly SpecificAssetId[];
}

export interface SubmodelFilter {
  readonly idShort?: string;
  /** Serialised reference or plain id: matched against the keys of semanticId. */
  readonly semanticId?: string;
}

export interface ConceptFilter {
  readonly idShort?: string;
  readonly isCaseOf?: string;
  readonly dataSpecificationRef?: string;
}

export interface ShellRepository {
  list(filter: ShellFilter, page: PageRequest): Promise<Result<Page<Shell>>>;
  get(id: string): Promise<Result<Stored<Shell>>>;
  getJson(id: string): Promise<Result<StoredJson>>;
  create(shell: Shell): Promise<Result<Stored<Shell>>>;
  put(id: string, shell: Shell, condition?: Precondition): Promise<Result<Outcome>>;
  /** Read, change and write in one transaction; `change` is pure and may refuse. */
  update(
    id: string,
    change: (shell: Shell) => Result<Shell>,
    condition?: Precondition,
  ): Promise<Result<Stored<Shell>>>;
  delete(id: string, condition?: Precondition): Promise<Result<void>>;
  getThumbnail(id: string): Promise<Result<FileContent>>;
  putThumbnail(id: string, file: FileUpload): Promise<Result<void>>;
  deleteThumbnail(id: string): Promise<Result<void>>;
}

export interface SubmodelRepository {
  list(
    filter: SubmodelFilter,
    page: PageRequest,
    modifiers?: ReadModifiers,
  ): Promise<Result<Page<Submodel>>>;
  get(id: string, modifiers?: ReadModifiers): Promise<Result<Stored<Submodel>>>;
  /** The hot read: the whole submodel as bytes. */
  getJson(id: string): Promise<Result<StoredJson>>;
  create(submodel: Submodel): Promise<Result<Stored<Submodel>>>;
  put(id: string, submodel: Submodel, condition?: Precondition): Promise<Result<Outcome>>;
  /** Replaces the submodel's own attributes; its elements stay as they are. */
  putMetadata(id: string, metadata: Submodel, condition?: Precondition): Promise<Result<void>>;
  delete(id: string, condition?: Precondition): Promise<Result<void>>;

  /** Top-level elements, one page. */
  listElements(
    id: string,
    page: PageRequest,
    modifiers?: ReadModifiers,
  ): Promise<Result<Page<SubmodelElement>>>;
  getElement(
    id: string,
    path: string,
    modifiers?: ReadModifiers,
  ): Promise<Result<Stored<SubmodelElement>>>;
  /** The hot read of one element's value-only form. */
  getValueJson(id: string, path: string): Promise<Result<StoredJson>>;
  /** Adds at the end of `parentPath` (the submodel itself when absent); tells the new path. */
  createElement(
    id: string,
    parentPath: string | undefined,
    element: SubmodelElement,
  ): Promise<Result<{ readonly path: string }>>;
  putElement(
    id: string,
    path: string,
    element: SubmodelElement,
    condition?: Precondition,
  ): Promise<Result<Outcome>>;
  deleteElement(id: string, path: string, condition?: Precondition): Promise<Result<void>>;
  /**
   * Writes a value-only document (IDTA-01001, value-only serialisation) onto the submodel (no
   * path) or an element; verified against the elements' types. One value is one row.
   */
  patchValue(
    id: string,
    path: string | undefined,
    value: unknown,
    condition?: Precondition,
  ): Promise<Result<void>>;
  /** Many single values at once, as drivers deliver them: one transaction, each judged alone. */
  writeValues(values: readonly ValueWrite[]): Promise<readonly Result<void>[]>;

  getFile(id: string, path: string): Promise<Result<FileContent>>;
  putFile(id: string, path: string, file: FileUpload): Promise<Result<void>>;
  deleteFile(id: string, path: string): Promise<Result<void>>;
}

export interface ValueWrite {
  readonly submodelId: string;
  readonly path: string;
  readonly value: unknown;
  /** When the machine saw it, milliseconds since the epoch. */
  readonly atMs?: number;
}

export interface FileUpload {
  readonly name: string;
  readonly contentType: string;
  readonly body: Readable;
}

export interface FileContent {
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  readonly etag: string;
  /** Opens the content; to be called at most once. */
  open(): Readable;
}

export interface ConceptRepository {
  list(filter: ConceptFilter, page: PageRequest): Promise<Result<Page<ConceptDescription>>>;
  get(id: string): Promise<Result<Stored<ConceptDescription>>>;
  create(concept: ConceptDescription): Promise<Result<Stored<ConceptDescription>>>;
  put(id: string, concept: ConceptDescription, condition?: Precondition): Promise<Result<Outcome>>;
  delete(id: string, condition?: Precondition): Promise<Result<void>>;
}

/** A descriptor as IDTA-01002 Part 2 defines it; checked by the registry, open beyond it. */
export interface EndpointDescriptor {
  readonly interface: string;
  readonly protocolInformation: Readonly<Record<string, unknown>> & { readonly href: string };
}

export interface SubmodelDescriptor {
  readonly id: string;
  readonly idShort?: string;
  readonly endpoints: readonly EndpointDescriptor[];
  readonly [attribute: string]: unknown;
}

export interface ShellDescriptor {
  readonly id: string;
  readonly idShort?: string;
  readonly endpoints?: readonly EndpointDescriptor[];
  readonly submodelDescriptors?: readonly SubmodelDescriptor[];
  readonly [attribute: string]: unknown;
}

/**
 * The registries. Entries of what the node hosts are derived from the repository in its own
 * transactions and cannot be written here (`twin.derived-descriptor`); foreign ones can.
 */
export interface Registry {
  listShells(
    filter: { readonly assetKind?: string; readonly assetType?: string },
    page: PageRequest,
  ): Promise<Result<Page<ShellDescriptor>>>;
  getShell(id: string): Promise<Result<ShellDescriptor>>;
  createShell(descriptor: ShellDescriptor): Promise<Result<ShellDescriptor>>;
  putShell(id: string, descriptor: ShellDescriptor): Promise<Result<Outcome>>;
  deleteShell(id: string): Promise<Result<void>>;
  /** All or nothing, in one transaction. */
  bulkShells(change: BulkChange<ShellDescriptor>): Promise<Result<void>>;

  listSubmodels(page: PageRequest): Promise<Result<Page<SubmodelDescriptor>>>;
  getSubmodel(id: string): Promise<Result<SubmodelDescriptor>>;
  createSubmodel(descriptor: SubmodelDescriptor): Promise<Result<SubmodelDescriptor>>;
  putSubmodel(id: string, descriptor: SubmodelDescriptor): Promise<Result<Outcome>>;
  deleteSubmodel(id: string): Promise<Result<void>>;
  bulkSubmodels(change: BulkChange<SubmodelDescriptor>): Promise<Result<void>>;
}

export type BulkChange<D> =
  | { readonly kind: 'create' | 'put'; readonly descriptors: readonly D[] }
  | { readonly kind: 'delete'; readonly ids: readonly string[] };

export interface Discovery {
  /** Ids of the shells that carry all the given asset ids. */
  search(assetIds: readonly SpecificAssetId[], page: PageRequest): Promise<Result<Page<string>>>;
  /** The asset links known for a shell, hosted or foreign. */
  links(shellId: string): Promise<Result<readonly SpecificAssetId[]>>;
  /** Replaces a foreign shell's links. */
  putLinks(
    shellId: string,
    links: readonly SpecificAssetId[],
  ): Promise<Result<readonly SpecificAssetId[]>>;
  deleteLinks(shellId: string): Promise<Result<void>>;
}

export type QueryTarget =
  | 'shells'
  | 'submodels'
  | 'concepts'
  | 'shellDescriptors'
  | 'submodelDescriptors';

export interface QueryEngine {
  /**
   * Runs an AAS query (IDTA-01002, query language; its JSON serialisation). Items are whole
   * objects, or ids with `$select: "id"`. Malformed: `query.malformed` with the path to the fault
   * (400); well-formed but not supported: `query.unsupported` (422).
   */
  query(target: QueryTarget, query: unknown, page: PageRequest): Promise<Result<Page<unknown>>>;
  /** The same, each item as JSON ready to be sent. */
  queryJson(target: QueryTarget, query: unknown, page: PageRequest): Promise<Result<Page<Buffer>>>;
}

/** A row of the twins' list, without the shells themselves: for search over very many. */
export interface TwinSummary {
  readonly id: string;
  readonly idShort?: string;
  /** The specific asset id `assetCode`: what people on the floor call the asset. */
  readonly assetCode?: string;
  readonly displayName?: Shell['displayName'];
  readonly assetKind: string;
  readonly globalAssetId?: string;
  readonly submodelCount: number;
  readonly hasThumbnail: boolean;
}

export interface TwinFilter {
  readonly kind?: AssetKind;
  /** What one of the twin's submodels is, by its semanticId. */
  readonly has?: KnownSubmodel;
}

export interface TwinSearch {
  /** Words (prefixes) that id, idShort, names and asset ids must contain; empty: all. */
  search(text: string, page: PageRequest, filter?: TwinFilter): Promise<Result<Page<TwinSummary>>>;
  counts(): Promise<Readonly<Record<'shells' | 'submodels' | 'concepts', number>>>;
}

/** An environment with the files that came with it, as importers and exporters exchange it. */
export interface ImportReport {
  readonly shells: number;
  readonly submodels: number;
  readonly concepts: number;
  readonly files: number;
  /** What a lenient import left out or mended, by path. */
  readonly violations: readonly Violation[];
}

export interface SupplementaryFile {
  /** Path inside the package, e.g. `/aasx/files/manual.pdf`. */
  readonly path: string;
  readonly contentType: string;
  readonly body: Readable;
  /** Where the content is when it was put into the blobs before; then `body` is not read. */
  readonly stored?: { readonly hash: string; readonly sizeBytes: number };
}

export interface EnvironmentPort {
  /**
   * Writes a verified environment: what exists is replaced, in one transaction. `files` are read
   * to the end; File elements and thumbnails whose value is a file's path get its content.
   */
  importEnvironment(
    environment: Environment,
    files?: AsyncIterable<SupplementaryFile>,
  ): Promise<Result<ImportReport>>;
  /** The named shells and submodels (all of the shells' submodels when none are named). */
  exportEnvironment(selection: {
    readonly shellIds?: readonly string[];
    readonly submodelIds?: readonly string[];
    readonly includeConceptDescriptions: boolean;
  }): Promise<
    Result<{ readonly environment: Environment; readonly files: readonly ExportedFile[] }>
  >;
}

export interface ExportedFile {
  readonly path: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** The shell whose thumbnail this is, if it is one. */
  readonly thumbnailOf?: string;
  open(): Readable;
}

export interface PackageSummary {
  readonly packageId: string;
  readonly aasIds: readonly string[];
  readonly fileName: string;
}

/** The AASX File Server's packages, stored as they were sent. */
export interface PackageStore {
  list(
    filter: { readonly aasId?: string },
    page: PageRequest,
  ): Promise<Result<Page<PackageSummary>>>;
  get(packageId: string): Promise<Result<FileContent>>;
  create(
    upload: FileUpload & { readonly aasIds: readonly string[] },
  ): Promise<Result<PackageSummary>>;
  put(
    packageId: string,
    upload: FileUpload & { readonly aasIds: readonly string[] },
  ): Promise<Result<Outcome>>;
  delete(packageId: string): Promise<Result<void>>;
}

/** An asynchronous operation invocation; kept so that it survives a restart. */
export interface Invocation {
  readonly handleId: string;
  readonly submodelId: string;
  readonly path: string;
  readonly state: 'Initiated' | 'Running' | 'Completed' | 'Canceled' | 'Failed' | 'Timeout';
  /** The request and, once done, the OperationResult, as JSON of the standard's payload types. */
  readonly request: unknown;
  readonly result?: unknown;
  readonly startedAtMs: number;
  readonly timeoutMs: number;
}

export interface InvocationStore {
  create(invocation: Invocation): Promise<void>;
  get(handleId: string): Promise<Invocation | undefined>;
  update(handleId: string, change: Pick<Invocation, 'state' | 'result'>): Promise<void>;
  /** Those that were under way when the node stopped. */
  unfinished(): Promise<readonly Invocation[]>;
  /** Forgets finished ones older than this. */
  prune(beforeMs: number): Promise<number>;
}

/** All of it, as `openTwins` gives it. */
export interface Twins {
  readonly shells: ShellRepository;
  readonly submodels: SubmodelRepository;
  readonly concepts: ConceptRepository;
  readonly registry: Registry;
  readonly discovery: Discovery;
  readonly query: QueryEngine;
  readonly search: TwinSearch;
  readonly environment: EnvironmentPort;
  readonly packages: PackageStore;
  readonly invocations: InvocationStore;
  /** Whether a stored file still names a blob; for `Blobs.sweep`. */
  isBlobUsed(hash: string): Promise<boolean>;
}
