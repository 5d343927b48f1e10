/** The repositories of shells, submodels and concept descriptions: lists, creation, deletion. */

import { encodeBase64Url, type Result } from '#base';
import {
  referenceTo,
  type Shell,
  shellReference,
  toMetadata,
  toPaths,
  trimTo,
} from '../model/index.ts';
import type { Page, ReadModifiers, ShellFilter, Twins } from '../repository/port.ts';
import { readBody, readIdentified } from './bodies.ts';
import { flattenPage } from './flatten.ts';
import {
  type Answer,
  type Call,
  created,
  empty,
  json,
  type Operation,
  paged,
  type QueryName,
} from './operation.ts';
import { valueForm } from './value-form.ts';

export function repositoryOperations(twins: Twins): readonly Operation[] {
  return [
    ...shellRepository(twins),
    ...submodelLists(twins),
    postSubmodel(twins),
    ...conceptRepository(twins),
  ];
}

function pagedAs<T>(found: Result<Page<T>>, form: (item: T) => unknown): Result<Answer> {
  return found.ok ? paged(found.value.items.map(form), found.value.cursor) : found;
}

function shellRepository(twins: Twins): readonly Operation[] {
  const query: readonly QueryName[] = ['assetIds', 'idShort', 'limit', 'cursor'];
  const list = (call: Call) => {
    const { idShort, assetIds } = call.query;
    const filter: ShellFilter = { idShort, assetIds };
    return twins.shells.list(filter, call.page);
  };
  return [
    {
      id: 'GetAllAssetAdministrationShells',
      method: 'GET',
      path: '/shells',
      query,
      success: [200],
      run: async (call) => pagedAs(await list(call), (shell) => shell),
    },
    {
      id: 'GetAllAssetAdministrationShells-Reference',
      method: 'GET',
      path: '/shells/$reference',
      query,
      success: [200],
      run: async (call) => pagedAs(await list(call), (shell: Shell) => shellReference(shell.id)),
    },
    {
      id: 'PostAssetAdministrationShell',
      method: 'POST',
      path: '/shells',
      body: 'json',
      success: [201],
      run: async (call) => {
        const shell = readBody('AssetAdministrationShell', call.body);
        if (!shell.ok) return shell;
        const done = await twins.shells.create(shell.value);
        if (!done.ok) return done;
        const location = `${call.base}/shells/${encodeBase64Url(shell.value.id)}`;
        return created(shell.value, location, done.value.etag);
      },
    },
    {
      id: 'DeleteAssetAdministrationShell',
      method: 'DELETE',
      path: '/shells/{aasIdentifier}',
      success: [204],
      run: async (call) => {
        const done = await twins.shells.delete(call.path.aasIdentifier, call.condition);
        return done.ok ? empty() : done;
      },
    },
  ];
}

const submodelFilter: readonly QueryName[] = ['semanticId', 'idShort', 'limit', 'cursor'];

function submodelLists(twins: Twins): readonly Operation[] {
  const list = (call: Call, modifiers: ReadModifiers, page = call.page) => {
    const { idShort, semanticId } = call.query;
    return twins.submodels.list({ idShort, semanticId }, page, modifiers);
  };
  return [
    {
      id: 'GetAllSubmodels',
      method: 'GET',
      path: '/submodels',
      query: [...submodelFilter, 'level', 'extent'],
      success: [200],
      run: async (call) => pagedAs(await list(call, call.modifiers), (submodel) => submodel),
    },
    {
      id: 'GetAllSubmodels-Metadata',
      method: 'GET',
      path: '/submodels/$metadata',
      query: submodelFilter,
      success: [200],
      run: async (call) => pagedAs(await list(call, { level: 'core' }), toMetadata),
    },
    {
      id: 'GetAllSubmodels-ValueOnly',
      method: 'GET',
      path: '/submodels/$value',
      query: [...submodelFilter, 'level', 'extent'],
      success: [200],
      run: async (call) =>
        pagedAs(
          await list(call, { extent: call.modifiers.extent }),
          (submodel) => valueForm(submodel, call.modifiers) ?? {},
        ),
    },
    {
      id: 'GetAllSubmodels-Reference',
      method: 'GET',
      path: '/submodels/$reference',
      query: [...submodelFilter, 'level'],
      level: 'core',
      success: [200],
      run: async (call) =>
        pagedAs(await list(call, { level: 'core' }), (submodel) => referenceTo(submodel.id)),
    },
    {
      id: 'GetAllSubmodels-Path',
      method: 'GET',
      path: '/submodels/$path',
      query: [...submodelFilter, 'level'],
      success: [200],
      run: async (call) => {
        const { level } = call.modifiers;
        const found = await flattenPage(
          call.page,
          'paths of submodels',
          (page) => list(call, { level }, page),
          (submodel) => toPaths(submodel, { level }),
        );
        return pagedAs(found, (path) => path);
      },
    },
  ];
}

function postSubmodel(twins: Twins): Operation {
  return {
    id: 'PostSubmodel',
    method: 'POST',
    path: '/submodels',
    body: 'json',
    success: [201],
    run: async (call) => {
      const submodel = readBody('Submodel', call.body);
      if (!submodel.ok) return submodel;
      const done = await twins.submodels.create(submodel.value);
      if (!done.ok) return done;
      const location = `${call.base}/submodels/${encodeBase64Url(submodel.value.id)}`;
      return created(trimTo(submodel.value), location, done.value.etag);
    },
  };
}

function conceptRepository(twins: Twins): readonly Operation[] {
  const { concepts } = twins;
  const locate = (call: Call, id: string) =>
    `${call.base}/concept-descriptions/${encodeBase64Url(id)}`;
  return [
    {
      id: 'GetAllConceptDescriptions',
      method: 'GET',
      path: '/concept-descriptions',
      query: ['idShort', 'isCaseOf', 'dataSpecificationRef', 'limit', 'cursor'],
      success: [200],
      run: async (call) => {
        const { idShort, isCaseOf, dataSpecificationRef } = call.query;
        const filter = { idShort, isCaseOf, dataSpecificationRef };
        return pagedAs(await concepts.list(filter, call.page), (concept) => concept);
      },
    },
    {
      id: 'PostConceptDescription',
      method: 'POST',
      path: '/concept-descriptions',
      body: 'json',
      success: [201],
      run: async (call) => {
        const concept = readBody('ConceptDescription', call.body);
        if (!concept.ok) return concept;
        const done = await concepts.create(concept.value);
        if (!done.ok) return done;
        return created(concept.value, locate(call, concept.value.id), done.value.etag);
      },
    },
    {
      id: 'GetConceptDescriptionById',
      method: 'GET',
      path: '/concept-descriptions/{cdIdentifier}',
      success: [200],
      run: async (call) => {
        const found = await concepts.get(call.path.cdIdentifier);
        return found.ok ? json(found.value.value, found.value.etag) : found;
      },
    },
    {
      id: 'PutConceptDescriptionById',
      method: 'PUT',
      path: '/concept-descriptions/{cdIdentifier}',
      body: 'json',
      success: [201, 204],
      run: async (call) => {
        const id = call.path.cdIdentifier;
        const concept = readIdentified('ConceptDescription', call.body, id);
        if (!concept.ok) return concept;
        const done = await concepts.put(id, concept.value, call.condition);
        if (!done.ok) return done;
        return done.value === 'updated' ? empty() : created(concept.value, locate(call, id));
      },
    },
    {
      id: 'DeleteConceptDescriptionById',
      method: 'DELETE',
      path: '/concept-descriptions/{cdIdentifier}',
      success: [204],
      run: async (call) => {
        const done = await concepts.delete(call.path.cdIdentifier, call.condition);
        return done.ok ? empty() : done;
      },
    },
  ];
}
