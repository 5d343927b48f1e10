/** Files: attachments of File elements and thumbnails of shells, streamed both ways. */

import { ok, type Result } from '#base';
import type { FileContent, FileUpload, Twins } from '../repository/port.ts';
import { malformed } from './bodies.ts';
import { type Answer, type Call, empty, type Operation } from './operation.ts';

const attachment = '/submodel-elements/{idShortPath}/attachment';

export function attachmentOperations(twins: Twins): readonly Operation[] {
  const { submodels } = twins;
  return fileOperations({
    name: 'FileByPath',
    path: attachment,
    read: ({ path }) => submodels.getFile(path.submodelIdentifier, path.idShortPath),
    write: ({ path }, file) => submodels.putFile(path.submodelIdentifier, path.idShortPath, file),
    remove: ({ path }) => submodels.deleteFile(path.submodelIdentifier, path.idShortPath),
  });
}

export function thumbnailOperations(twins: Twins): readonly Operation[] {
  const { shells } = twins;
  return fileOperations({
    name: 'Thumbnail',
    path: '/asset-information/thumbnail',
    read: ({ path }) => shells.getThumbnail(path.aasIdentifier),
    write: ({ path }, file) => shells.putThumbnail(path.aasIdentifier, file),
    remove: ({ path }) => shells.deleteThumbnail(path.aasIdentifier),
  });
}

interface FilePlace {
  readonly name: string;
  readonly path: string;
  readonly read: (call: Call) => Promise<Result<FileContent>>;
  readonly write: (call: Call, file: FileUpload) => Promise<Result<void>>;
  readonly remove: (call: Call) => Promise<Result<void>>;
}

function fileOperations(place: FilePlace): readonly Operation[] {
  return [
    {
      id: `Get${place.name}`,
      method: 'GET',
      path: place.path,
      answers: 'file',
      success: [200],
      run: async (call) => {
        const file = await place.read(call);
        return file.ok ? download(file.value) : file;
      },
    },
    {
      id: `Put${place.name}`,
      method: 'PUT',
      path: place.path,
      body: 'form',
      success: [204],
      run: async (call) => {
        if (call.form === undefined) return malformed('has no file');
        const done = await place.write(call, call.form.file);
        return done.ok ? empty() : done;
      },
    },
    {
      id: `Delete${place.name}`,
      method: 'DELETE',
      path: place.path,
      success: [200],
      run: async (call) => {
        const done = await place.remove(call);
        return done.ok ? empty(200) : done;
      },
    },
  ];
}

/**
 * A stored file. It came from outside and is served from the node's own origin, so it is never
 * shown as a page: always a download, never sniffed, and without rights if it is opened after all.
 */
export function download(
  file: FileContent,
  more: Readonly<Record<string, string>> = {},
): Result<Answer> {
  const ascii = file.name.replaceAll(/[^\w.\- ]/g, '_');
  const name = encodeURIComponent(file.name).replaceAll(/['()*]/g, percent);
  return ok({
    kind: 'stream',
    body: () => file.open(),
    contentType: file.contentType,
    etag: file.etag,
    sizeBytes: file.sizeBytes,
    headers: {
      'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${name}`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      ...more,
    },
  });
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
