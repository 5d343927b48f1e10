/**
 * The fields of the query language as they are found in the twin room's tables (see
 * ../repository/schema.ts): a column where there is one, JSON otherwise, and for each list where
 * its items are.
 */

import type { ElementRequest, SqlRows, SqlScope, SqlText, Step } from '#protection/rules';
import { castNumber, stepsText } from '#protection/rules';

/** A text inside a JSON document; the steps come from the grammar, so they need no quoting. */
function jsonText(document: string, steps: readonly Step[]): SqlText {
  return { sql: `json_extract(${document}, '${jsonPath(steps)}')` };
}

function jsonPath(steps: readonly Step[]): string {
  const text = stepsText(steps);
  if (text === '') return '$';
  return text.startsWith('[') ? `$${text}` : `$.${text}`;
}

/** A document, with columns for some of its texts. */
function documentScope(
  alias: string,
  document: string,
  columns: Readonly<Record<string, SqlText>>,
): SqlScope {
  return {
    alias,
    text: (steps) => columns[stepsText(steps)] ?? jsonText(document, steps),
    items: (steps, item) => jsonItems(document, steps, item),
  };
}

/** The items of a list in a document. */
function jsonItems(document: string, steps: readonly Step[], alias: string): SqlRows {
  // What it is made from joins it, so the condition that joins says nothing more.
  return {
    from: `json_each(${document}, '${jsonPath(steps)}') ${alias}`,
    inner: '1',
    outer: '1',
    where: [],
    selective: false,
    scope: documentScope(alias, `${alias}.value`, {}),
  };
}

export function shellScope(alias: string): SqlScope {
  const scope = documentScope(alias, `${alias}.doc`, {
    id: { sql: `${alias}.id`, indexed: true },
    idShort: { sql: `${alias}.id_short`, indexed: true },
    'assetInformation.assetKind': { sql: `${alias}.asset_kind` },
    'assetInformation.assetType': { sql: `${alias}.asset_type` },
    'assetInformation.globalAssetId': { sql: `${alias}.global_asset_id`, indexed: true },
  });
  return {
    ...scope,
    items(steps, item) {
      const list = stepsText(steps);
      if (list === 'assetInformation.specificAssetIds') return assetIds(alias, item);
      if (list === 'submodels') return submodelReferences(alias, item);
      return scope.items(steps, item);
    },
    related: (related) => ({
      root: '$sm',
      from: `twin_submodel_ref ${related}r JOIN twin_submodel ${related}
        ON ${related}.id = ${related}r.submodel_id`,
      inner: `${related}r.shell`,
      outer: `${alias}.pk`,
      where: [],
      selective: false,
      scope: submodelScope(related),
    }),
  };
}

function assetIds(owner: string, alias: string): SqlRows {
  return {
    from: `twin_asset_link ${alias}`,
    inner: `${alias}.shell`,
    outer: `${owner}.pk`,
    where: [{ sql: `${alias}.ord >= 0 AND ${alias}.shell IS NOT NULL`, parameters: [] }],
    selective: false,
    scope: documentScope(alias, `${alias}.doc`, {
      name: { sql: `${alias}.name` },
      value: { sql: `${alias}.value`, indexed: true },
    }),
  };
}

function submodelReferences(owner: string, alias: string): SqlRows {
  const document = `json_extract(${alias}s.doc, '$.submodels[' || ${alias}.ord || ']')`;
  return {
    from: `twin_submodel_ref ${alias} JOIN twin_shell ${alias}s ON ${alias}s.pk = ${alias}.shell`,
    inner: `${alias}.shell`,
    outer: `${owner}.pk`,
    where: [],
    selective: false,
    scope: documentScope(alias, document, {
      'keys[0].value': { sql: `${alias}.submodel_id`, indexed: true },
    }),
  };
}

export function submodelScope(alias: string): SqlScope {
  const scope = documentScope(alias, `${alias}.doc`, {
    id: { sql: `${alias}.id`, indexed: true },
    idShort: { sql: `${alias}.id_short`, indexed: true },
    'semanticId.keys[0].value': { sql: `${alias}.semantic`, indexed: true },
  });
  return {
    ...scope,
    elements: (request) => elementRows(alias, request),
    related: (related) => ({
      root: '$aas',
      from: `twin_submodel_ref ${related}r JOIN twin_shell ${related}
        ON ${related}.pk = ${related}r.shell`,
      inner: `${related}r.submodel_id`,
      outer: `${alias}.id`,
      where: [],
      selective: false,
      scope: shellScope(related),
    }),
  };
}

export function conceptScope(alias: string): SqlScope {
  return documentScope(alias, `${alias}.doc`, {
    id: { sql: `${alias}.id`, indexed: true },
    idShort: { sql: `${alias}.id_short`, indexed: true },
  });
}

/**
 * Elements by their path pattern; the positions that a path names are looked up in what is above.
 * The values of MultiLanguageProperties are in a table of their own.
 */
function elementRows(submodel: string, request: ElementRequest): readonly SqlRows[] {
  const element = rowsIn(elementTable(request.alias), submodel, request);
  if (!request.values) return [element];
  return [element, rowsIn(textTable(`${request.alias}t`), submodel, request)];
}

/** A table that elements are found in. */
interface ElementTable {
  readonly alias: string;
  readonly from: string;
  /** The element's key. */
  readonly key: string;
  readonly document: string;
  readonly columns: Readonly<Record<string, SqlText>>;
}

function elementTable(alias: string): ElementTable {
  return {
    alias,
    from: `twin_element ${alias}`,
    key: `${alias}.pk`,
    document: `${alias}.doc`,
    columns: {
      value: {
        sql: `${alias}.value_text`,
        number: `${alias}.value_num`,
        equals: (constant) => valueEquals(alias, String(constant)),
      },
      valueType: { sql: `${alias}.value_type` },
      language: { sql: 'NULL' },
    },
  };
}

/** A text that is a number is found by the number, since the indexes of texts leave it out. */
function valueEquals(alias: string, text: string): ReturnType<NonNullable<SqlText['equals']>> {
  const number = castNumber(text);
  const byNumber = number === undefined ? 'IS NULL' : '= ?';
  return {
    sql: `${alias}.value_text = ? AND ${alias}.value_num ${byNumber}`,
    parameters: number === undefined ? [text] : [text, number],
  };
}

function textTable(alias: string): ElementTable {
  return {
    alias,
    from: `twin_element_text ${alias}`,
    key: `${alias}.element`,
    document: `(SELECT d.doc FROM twin_element d WHERE d.pk = ${alias}.element)`,
    columns: {
      value: { sql: `${alias}.text`, number: `${alias}.num` },
      valueType: { sql: 'NULL' },
      language: { sql: `${alias}.language` },
    },
  };
}

function rowsIn(table: ElementTable, submodel: string, request: ElementRequest): SqlRows {
  const { alias, key } = table;
  const { steps, within } = request;
  const where: { sql: string; parameters: (string | number)[] }[] = [];
  if (steps.length > 0) {
    const pattern = stepsText(steps.map((step) => ('index' in step ? { any: true } : step)));
    const sql = `${alias}.path = (SELECT t.pk FROM twin_term t WHERE t.text = ?)`;
    where.push({ sql, parameters: [pattern] });
  }
  // What is above `within` was checked when that was bound.
  const known = within?.steps.length ?? 0;
  steps.forEach((step, index) => {
    if (!('index' in step) || index < known) return;
    const ord = ancestor(alias, key, steps.length - 1 - index, 'ord');
    where.push({ sql: `${ord} = ?`, parameters: [step.index] });
  });
  // Without statistics SQLite would rather follow these columns than the one submodel.
  const lookedAt = (condition: string) =>
    condition
      .replaceAll(`${alias}.path =`, `+${alias}.path =`)
      .replaceAll(`${alias}.semantic =`, `+${alias}.semantic =`);
  const scope = elementScope(table);
  const shared = { from: table.from, where, selective: steps.length > 0, scope, lookedAt };
  if (within === undefined) {
    return { ...shared, inner: `${alias}.submodel`, outer: `${submodel}.pk` };
  }
  const inner = ancestor(alias, key, steps.length - within.steps.length, 'pk');
  const near = `${alias}.submodel = ${within.scope.alias}.submodel`;
  return { ...shared, inner, outer: keyOf(within.scope), near };
}

/** A column of the element so many levels above; 0 is the element itself. */
function ancestor(alias: string, key: string, levels: number, column: 'pk' | 'ord'): string {
  if (levels === 0) return column === 'pk' ? key : `${alias}.ord`;
  let pk = `${alias}.parent`;
  for (let level = 1; level < levels; level += 1) {
    pk = `(SELECT u.parent FROM twin_element u WHERE u.pk = ${pk})`;
  }
  return column === 'pk' ? pk : `(SELECT u.ord FROM twin_element u WHERE u.pk = ${pk})`;
}

interface ElementScope extends SqlScope {
  readonly key: string;
}

function keyOf(scope: SqlScope): string {
  if (!('key' in scope)) throw new Error('the scope is not an element');
  return (scope as ElementScope).key;
}

function elementScope({ alias, key, document, columns }: ElementTable): ElementScope {
  const scope = documentScope(alias, document, {
    idShort: { sql: `${alias}.key` },
    'semanticId.keys[0].value': {
      sql: `(SELECT t.text FROM twin_term t WHERE t.pk = ${alias}.semantic)`,
      equals: (constant) => ({
        sql: `${alias}.semantic = (SELECT t.pk FROM twin_term t WHERE t.text = ?)`,
        parameters: [constant],
      }),
      indexed: true,
    },
    ...columns,
  });
  return { ...scope, key };
}
