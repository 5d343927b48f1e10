/**
 * The band on top: the mark, where one is, search and commands, language and appearance. Open
 * alarms, shift and person join it when there are such things.
 */

import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Icon } from '../parts/icon.tsx';
import { Mark } from '../parts/mark.tsx';
import { areaOf, pageOf } from './areas.ts';
import './band.css';
import { useCrumb } from './crumbs.tsx';
import { useNode } from './node.ts';
import { PreferencesMenu } from './preferences-menu.tsx';

export function Band(props: { readonly onSearch: () => void }): ReactNode {
  const { t } = useLanguage();
  return (
    <header className="band">
      <Link to="/" className="band-mark">
        <Mark size={24} />
        <span>Registan</span>
      </Link>
      <Breadcrumb />
      <button
        type="button"
        className="band-search"
        onClick={props.onSearch}
        aria-keyshortcuts="Control+K"
      >
        <Icon name="search" size={16} />
        <span className="band-search-words">{t('shell.search')}</span>
        <kbd dir="ltr" aria-hidden>
          {t('shell.search.keys')}
        </kbd>
      </button>
      <PreferencesMenu />
    </header>
  );
}

interface Crumb {
  readonly label: string;
  readonly path?: string;
}

function Breadcrumb(): ReactNode {
  const { t } = useLanguage();
  const { pathname } = useLocation();
  const { node } = useNode();
  const own = useCrumb();
  const area = areaOf(pathname);
  const page = pageOf(area, pathname);
  const crumbs: Crumb[] = [{ label: node?.name ?? 'Registan', path: '/' }];
  if (area !== undefined && area.path !== '/') {
    crumbs.push({ label: t(area.label), path: area.path });
  }
  if (page !== undefined) crumbs.push({ label: t(page.label), path: page.path });
  const isDeeper = pathname !== (page ?? area)?.path;
  if (isDeeper && own !== undefined) crumbs.push({ label: own });
  return (
    <nav className="breadcrumb" aria-label={t('shell.where')}>
      <ol>
        {crumbs.map((crumb, index) => {
          const isLast = index === crumbs.length - 1;
          return (
            <li key={`${crumb.path} ${crumb.label}`}>
              {isLast || crumb.path === undefined ? (
                <span aria-current="page">{crumb.label}</span>
              ) : (
                <Link to={crumb.path} className="breadcrumb-link" activeOptions={{ exact: true }}>
                  {crumb.label}
                </Link>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
