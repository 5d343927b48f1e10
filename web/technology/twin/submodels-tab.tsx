/**
 * The submodels one by one, each in the view made for it: nameplate, data sheet, documents,
 * footprint, structure, contacts; what has none of its own is shown as a tree.
 */

import { type ReactNode, useState } from 'react';
import { knownSubmodel, type Shell, type Submodel } from '#technology/twin/model';
import { useLanguage } from '../../language/provider.tsx';
import { Button } from '../../parts/button.tsx';
import { Module } from '../../parts/module.tsx';
import { Empty } from '../../parts/notice.tsx';
import { Waiting } from '../../parts/progress.tsx';
import { Code } from '../../parts/value.tsx';
import { useSubmodel } from '../data.tsx';
import { AddElement } from '../editing/add-element.tsx';
import { SubmodelForm } from '../editing/submodel-form.tsx';
import { FaultNotice } from '../fault-notice.tsx';
import { PageLink } from '../links.tsx';
import { isSimulated } from '../reading/simulated.ts';
import { keysAbove, rowKey } from '../reading/tree.ts';
import { BranchNote } from './branch-note.tsx';
import { CarbonView } from './carbon-view.tsx';
import { ContactView } from './contact-view.tsx';
import { DeleteSubmodel } from './delete-twin.tsx';
import { DocumentsView } from './documents-view.tsx';
import { ElementPanel } from './element-panel.tsx';
import { NameplateView, templateNote } from './nameplate-view.tsx';
import { StructureView } from './structure-view.tsx';
import { TechnicalView } from './technical-view.tsx';
import type { TwinSearch } from './twin-page.tsx';
import { type NamedSubmodel, SubmodelName, TwinTree } from './twin-tree.tsx';

interface SubmodelsTabProps {
  readonly shell: Shell;
  readonly submodels: readonly NamedSubmodel[];
  readonly search: TwinSearch;
  readonly onPlace: (search: TwinSearch) => void;
}

export function SubmodelsTab(props: SubmodelsTabProps): ReactNode {
  const { t } = useLanguage();
  const there = props.submodels.filter(({ metadata }) => metadata !== null);
  const open = there.find(({ id }) => id === props.search.submodel) ?? there[0];
  if (open === undefined) {
    return (
      <Empty compact title={t('twins.no-submodels')} sentence={t('twins.no-submodels-sentence')} />
    );
  }
  return (
    <div className="twin-submodels">
      <nav aria-label={t('twins.submodels')}>
        <ul className="twin-choices">
          {there.map((each) => (
            <li key={each.id}>
              <PageLink
                href={`?tab=submodels&submodel=${encodeURIComponent(each.id)}`}
                className="twin-choice"
              >
                <span aria-current={each.id === open.id ? 'true' : undefined}>
                  {each.metadata ? <SubmodelName metadata={each.metadata} /> : '…'}
                </span>
                <span className="note">
                  <BranchNote
                    id={each.id}
                    known={each.metadata ? knownSubmodel(each.metadata.semanticId) : undefined}
                  />
                </span>
              </PageLink>
            </li>
          ))}
        </ul>
      </nav>
      <OpenSubmodel key={open.id} {...props} open={open} />
    </div>
  );
}

function OpenSubmodel(props: SubmodelsTabProps & { readonly open: NamedSubmodel }): ReactNode {
  const { t } = useLanguage();
  const { open } = props;
  const whole = useSubmodel(open.id);
  const [mode, setMode] = useState<'reading' | 'metadata' | 'adding' | 'tree'>('reading');
  const stored = whole.data;
  if (stored === undefined) {
    if (whole.error === null) return <Waiting />;
    return <FaultNotice error={whole.error} onRetry={() => void whole.refetch()} />;
  }
  const submodel = stored.value;
  const known = viewOf(submodel, props.shell.id);
  const back = () => setMode('reading');
  return (
    <section className="stack">
      <Module title={<SubmodelName metadata={submodel} />} note={templateNote(submodel)}>
        <p className="note">
          <Code>{submodel.id}</Code>
        </p>
        <div className="twin-actions">
          <Button kind="quiet" onClick={() => setMode('metadata')}>
            {t('twins.submodel.metadata')}
          </Button>
          <Button kind="quiet" onClick={() => setMode('adding')}>
            {t('twins.panel.add')}
          </Button>
          {known !== undefined && (
            <Button kind="quiet" onClick={() => setMode(mode === 'tree' ? 'reading' : 'tree')}>
              {t(mode === 'tree' ? 'twins.submodel.as-view' : 'twins.submodel.as-tree')}
            </Button>
          )}
          <PageLink href={`?tab=json&submodel=${encodeURIComponent(submodel.id)}`}>
            {t('twins.submodel.as-json')}
          </PageLink>
          <DeleteSubmodel
            shell={props.shell}
            submodelId={submodel.id}
            name={submodel.idShort ?? submodel.id}
            onGone={() => props.onPlace({ tab: 'submodels' })}
          />
        </div>
      </Module>
      {mode === 'metadata' && <SubmodelForm stored={stored} onDone={back} />}
      {mode === 'adding' && <AddElement submodelId={submodel.id} onDone={back} />}
      {known === undefined || mode === 'tree' ? <GenericView {...props} /> : known}
    </section>
  );
}

/** The view made for a submodel; undefined where it has none. */
function viewOf(submodel: Submodel, shellId: string): ReactNode | undefined {
  switch (knownSubmodel(submodel.semanticId)) {
    case 'nameplate':
      return <NameplateView submodel={submodel} />;
    case 'technical-data':
      return <TechnicalView submodel={submodel} />;
    case 'handover-documentation':
      return <DocumentsView submodel={submodel} />;
    case 'carbon-footprint':
      return <CarbonView submodel={submodel} />;
    case 'hierarchical-structures':
      return <StructureView submodel={submodel} shellId={shellId} />;
    case 'contact-information':
      return <ContactView submodel={submodel} />;
    default:
      return undefined;
  }
}

function GenericView(props: SubmodelsTabProps & { readonly open: NamedSubmodel }): ReactNode {
  const { open, search, onPlace } = props;
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const selected = search.submodel === open.id ? search.element : undefined;
  const expanded = new Set([rowKey(open.id), ...keysAbove(open.id, selected ?? '')]);
  for (const [key, isOpen] of toggled) {
    if (isOpen) expanded.add(key);
    else expanded.delete(key);
  }
  const place = (element: string | undefined) =>
    onPlace({ tab: 'submodels', submodel: open.id, element });
  return (
    <>
      {selected !== undefined && (
        <ElementPanel
          key={selected}
          submodelId={open.id}
          path={selected}
          onClose={() => place(undefined)}
        />
      )}
      <TwinTree
        submodels={[open]}
        isMarked={isSimulated(props.shell)}
        expanded={expanded}
        onToggle={(key, isOpen) => setToggled(new Map(toggled).set(key, isOpen))}
        selectedKey={selected === undefined ? undefined : rowKey(open.id, selected)}
        onSelect={(_, path) => place(path)}
      />
    </>
  );
}
