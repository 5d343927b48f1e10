/**
 * The twin room's tables. Elements are rows, so that writing one value rewrites one row and reading
 * one element never parses the submodel around it; shells, submodels (without their elements) and
 * concepts are JSON documents with the columns that lists and queries filter by. What is looked up
 * (asset links, submodel references, semantic keys, registry entries, search text) is kept beside
 * in the same transaction, and removed with it by name: foreign keys would make SQLite ready to
 * undo each row, at several times the cost. Keys grow in the order of creation, the order of lists.
 */

import type { Migration } from '#store';

const identifiables = `
  CREATE TABLE twin_shell (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    id_short TEXT,
    asset_kind TEXT NOT NULL,
    asset_type TEXT,
    global_asset_id TEXT,
    doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX twin_shell_named ON twin_shell (id_short, pk);
  CREATE INDEX twin_shell_asset ON twin_shell (global_asset_id, pk);
  CREATE TABLE twin_submodel (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    id_short TEXT,
    semantic TEXT,
    doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX twin_submodel_named ON twin_submodel (id_short, pk);
  CREATE INDEX twin_submodel_semantic ON twin_submodel (semantic, pk);
  CREATE TABLE twin_concept (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    id_short TEXT,
    doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX twin_concept_named ON twin_concept (id_short, pk);

  -- The references that lists filter by, a row per key; keys_text is the whole reference.
  CREATE TABLE twin_submodel_key (
    submodel INTEGER NOT NULL,
    value TEXT NOT NULL,
    keys_text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX twin_submodel_key_value ON twin_submodel_key (value, submodel);
  CREATE INDEX twin_submodel_key_owner ON twin_submodel_key (submodel);
  CREATE TABLE twin_concept_key (
    concept INTEGER NOT NULL REFERENCES twin_concept (pk) ON DELETE CASCADE,
    role TEXT NOT NULL,
    value TEXT NOT NULL,
    keys_text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX twin_concept_key_value ON twin_concept_key (role, value, concept);
  CREATE INDEX twin_concept_key_owner ON twin_concept_key (concept);`;

const links = `
  -- Asset ids by shell: of hosted shells (shell is set) and of foreign ones; ord -1: the global.
  CREATE TABLE twin_asset_link (
    pk INTEGER PRIMARY KEY,
    shell INTEGER,
    shell_id TEXT NOT NULL,
    ord INTEGER NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX twin_asset_link_found ON twin_asset_link (name, value, shell_id);
  CREATE INDEX twin_asset_link_hosted ON twin_asset_link (name, value, shell)
    WHERE shell IS NOT NULL;
  CREATE INDEX twin_asset_link_shell ON twin_asset_link (shell, ord) WHERE shell IS NOT NULL;
  CREATE INDEX twin_asset_link_shell_id ON twin_asset_link (shell_id, ord);

  CREATE TABLE twin_submodel_ref (
    shell INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    submodel_id TEXT NOT NULL,
    PRIMARY KEY (shell, ord)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX twin_submodel_ref_id ON twin_submodel_ref (submodel_id, shell);`;

const elements = `
  -- Long texts that repeat in very many elements: semantic ids and paths without list indexes.
  CREATE TABLE twin_term (
    pk INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
  ) STRICT;

  -- doc holds an element's own attributes; a Property's value is value_text alone.
  CREATE TABLE twin_element (
    pk INTEGER PRIMARY KEY,
    submodel INTEGER NOT NULL,
    parent INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    key TEXT,
    model_type TEXT NOT NULL,
    path INTEGER NOT NULL,
    semantic INTEGER,
    value_type TEXT,
    value_text TEXT,
    value_num REAL,
    doc TEXT NOT NULL
  ) STRICT;
  CREATE INDEX twin_element_children ON twin_element (submodel, parent, ord);
  CREATE INDEX twin_element_key ON twin_element (submodel, parent, key)
    WHERE key IS NOT NULL;
  -- What is a number is left out where texts are indexed, so that writing one changes two indexes.
  CREATE INDEX twin_element_semantic ON twin_element (semantic, submodel)
    WHERE semantic IS NOT NULL;
  CREATE INDEX twin_element_semantic_num ON twin_element (semantic, value_num, submodel)
    WHERE semantic IS NOT NULL AND value_num IS NOT NULL;
  CREATE INDEX twin_element_semantic_text ON twin_element (semantic, value_text, submodel)
    WHERE semantic IS NOT NULL AND value_text IS NOT NULL AND value_num IS NULL;
  CREATE INDEX twin_element_path ON twin_element (path, submodel);
  CREATE INDEX twin_element_path_num ON twin_element (path, value_num, submodel)
    WHERE value_num IS NOT NULL;
  CREATE INDEX twin_element_path_text ON twin_element (path, value_text, submodel)
    WHERE value_text IS NOT NULL AND value_num IS NULL;

  -- The texts of MultiLanguageProperties, one row per language, for queries only.
  CREATE TABLE twin_element_text (
    element INTEGER NOT NULL,
    submodel INTEGER NOT NULL,
    path INTEGER NOT NULL,
    semantic INTEGER,
    key TEXT,
    parent INTEGER NOT NULL,
    ord INTEGER NOT NULL,
    language TEXT NOT NULL,
    text TEXT NOT NULL,
    num REAL
  ) STRICT;
  CREATE INDEX twin_element_text_owner ON twin_element_text (element);
  CREATE INDEX twin_element_text_submodel ON twin_element_text (submodel);
  CREATE INDEX twin_element_text_semantic ON twin_element_text (semantic, text, submodel)
    WHERE semantic IS NOT NULL;
  CREATE INDEX twin_element_text_path ON twin_element_text (path, text, submodel);`;

const registry = `
  -- One row per registry entry. Of what this node hosts the descriptor is built when it is read;
  -- a foreign descriptor is doc.
  CREATE TABLE twin_shell_entry (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    shell INTEGER,
    asset_kind TEXT,
    asset_type TEXT,
    doc TEXT
  ) STRICT;
  CREATE INDEX twin_shell_entry_shell ON twin_shell_entry (shell);
  CREATE INDEX twin_shell_entry_kind ON twin_shell_entry (asset_kind, pk);
  CREATE INDEX twin_shell_entry_type ON twin_shell_entry (asset_type, pk);
  CREATE TABLE twin_submodel_entry (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    submodel INTEGER,
    doc TEXT
  ) STRICT;
  CREATE INDEX twin_submodel_entry_submodel ON twin_submodel_entry (submodel);`;

const files = `
  -- Files of File elements, by the path that the element's value names inside its submodel.
  CREATE TABLE twin_file (
    submodel INTEGER NOT NULL REFERENCES twin_submodel (pk) ON DELETE CASCADE,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    hash TEXT NOT NULL,
    size_bytes INTEGER NOT NULL,
    PRIMARY KEY (submodel, path)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX twin_file_hash ON twin_file (hash);
  CREATE TABLE twin_thumbnail (
    shell INTEGER PRIMARY KEY,
    path TEXT NOT NULL,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    hash TEXT NOT NULL,
    size_bytes INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX twin_thumbnail_hash ON twin_thumbnail (hash);
  CREATE TABLE twin_package (
    pk INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    content_type TEXT NOT NULL,
    hash TEXT NOT NULL,
    size_bytes INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX twin_package_hash ON twin_package (hash);
  CREATE TABLE twin_package_shell (
    package INTEGER NOT NULL REFERENCES twin_package (pk) ON DELETE CASCADE,
    ord INTEGER NOT NULL,
    shell_id TEXT NOT NULL,
    PRIMARY KEY (package, ord)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX twin_package_shell_id ON twin_package_shell (shell_id, package);
  CREATE TABLE twin_invocation (
    handle_id TEXT PRIMARY KEY,
    submodel_id TEXT NOT NULL,
    path TEXT NOT NULL,
    state TEXT NOT NULL,
    request TEXT NOT NULL,
    result TEXT,
    started_at_ms INTEGER NOT NULL,
    timeout_ms INTEGER NOT NULL,
    finished_at_ms INTEGER
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX twin_invocation_open ON twin_invocation (started_at_ms)
    WHERE finished_at_ms IS NULL;
  CREATE INDEX twin_invocation_finished ON twin_invocation (finished_at_ms);`;

/** What the list of twins is filtered by; see known-index.store.ts. */
const known = `
  ALTER TABLE twin_submodel ADD COLUMN known TEXT;
  CREATE TABLE twin_shell_known (
    known TEXT NOT NULL,
    shell INTEGER NOT NULL,
    asset_kind TEXT NOT NULL,
    PRIMARY KEY (known, shell)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX twin_shell_known_kind ON twin_shell_known (known, asset_kind, shell);
  CREATE INDEX twin_shell_known_shell ON twin_shell_known (shell);
  CREATE INDEX twin_shell_kind ON twin_shell (asset_kind, pk);`;

/** Full text search is SQLite's own (see search-index.store.ts); another engine has its own. */
const search = `
  CREATE VIRTUAL TABLE twin_search USING fts5 (
    words, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2', prefix='1 2 3 4 5 6 7 8 9 10', detail='none'
  );`;

export const twinMigrations: readonly Migration[] = [
  { id: '0010-twin-identifiables', sql: identifiables },
  { id: '0011-twin-links', sql: links },
  { id: '0012-twin-elements', sql: elements },
  { id: '0013-twin-registry', sql: registry },
  { id: '0014-twin-files', sql: files },
  { id: '0015-twin-search', sql: search },
  { id: '0016-twin-known', sql: known },
];
