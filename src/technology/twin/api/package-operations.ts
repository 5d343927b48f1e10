/** The AASX File Server: packages kept as they were sent. */

import { encodeBase64Url, ok, type Result } from '#base';
import type { FileUpload, PackageSummary, Twins } from '../repository/port.ts';
import { malformed } from './bodies.ts';
import { download } from './file-operations.ts';
import { type Call, created, empty, type Operation, paged } from './operation.ts';

export function packageOperations({ packages }: Twins): readonly Operation[] {
  const one = '/packages/{packageId}';
  const locate = (call: Call, id: string) => `${call.base}/packages/${encodeBase64Url(id)}`;
  return [
    {
      id: 'GetAllAASXPackageIds',
      method: 'GET',
      path: '/packages',
      query: ['aasId', 'limit', 'cursor'],
      success: [200],
      run: async (call) => {
        const found = await packages.list({ aasId: call.query.aasId }, call.page);
        return found.ok ? paged(found.value.items.map(describe), found.value.cursor) : found;
      },
    },
    {
      id: 'PostAASXPackage',
      method: 'POST',
      path: '/packages',
      body: 'form',
      success: [201],
      run: async (call) => {
        const upload = readPackage(call);
        if (!upload.ok) return upload;
        const done = await packages.create(upload.value);
        if (!done.ok) return done;
        return created(describe(done.value), locate(call, done.value.packageId));
      },
    },
    {
      id: 'GetAASXByPackageId',
      method: 'GET',
      path: one,
      answers: 'file',
      success: [200],
      run: async (call) => {
        const found = await packages.get(call.path.packageId);
        if (!found.ok) return found;
        const { name } = found.value;
        return download(found.value, { 'x-filename': encodeURIComponent(name) });
      },
    },
    {
      id: 'PutAASXByPackageId',
      method: 'PUT',
      path: one,
      body: 'form',
      success: [201, 204],
      run: async (call) => {
        const upload = readPackage(call);
        if (!upload.ok) return upload;
        const id = call.path.packageId;
        const done = await packages.put(id, upload.value);
        if (!done.ok) return done;
        if (done.value === 'updated') return empty();
        return created({ packageId: id, aasIds: upload.value.aasIds }, locate(call, id));
      },
    },
    {
      id: 'DeleteAASXByPackageId',
      method: 'DELETE',
      path: one,
      success: [204],
      run: async (call) => {
        const done = await packages.delete(call.path.packageId);
        return done.ok ? empty() : done;
      },
    },
  ];
}

function describe(summary: PackageSummary) {
  return { packageId: summary.packageId, aasIds: summary.aasIds };
}

/** `aasIds` may be repeated or one JSON array, as clients differ in how they write a list. */
function readPackage(call: Call): Result<FileUpload & { readonly aasIds: readonly string[] }> {
  if (call.form === undefined) return malformed('has no file');
  const ids: string[] = [];
  for (const text of call.form.fields.get('aasIds') ?? []) {
    if (!text.startsWith('[')) {
      if (text !== '') ids.push(text);
      continue;
    }
    const list = readArray(text);
    if (list === undefined)
      return malformed('has aasIds that are no JSON array of texts', 'aasIds');
    ids.push(...list);
  }
  return ok({ ...call.form.file, aasIds: ids });
}

function readArray(text: string): readonly string[] | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const isTexts = Array.isArray(parsed) && parsed.every((one) => typeof one === 'string');
    return isTexts ? parsed : undefined;
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined;
    throw cause;
  }
}
