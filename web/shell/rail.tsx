/**
 * The rail: the five areas, the open one with its pages, and at the foot the node. Icons only
 * from 720 px, a bar at the bottom under it.
 */

import { Link, useLocation } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useLanguage } from '../language/provider.tsx';
import { Icon } from '../parts/icon.tsx';
import { UnreviewedMark } from '../parts/marks.tsx';
import { type Area, areaOf, areas, pageOf } from './areas.ts';
import { useNode } from './node.ts';
import './rail.css';

export function Rail(): ReactNode {
  const { t } = useLanguage();
  const { pathname } = useLocation();
  const open = areaOf(pathname);
  return (
    <nav className="rail" aria-label={t('shell.areas')}>
      <ul className="rail-areas">
        {areas.map((area) => (
          <AreaLinks key={area.key} area={area} isOpen={area === open} path={pathname} />
        ))}
      </ul>
      <NodeFoot />
    </nav>
  );
}

function AreaLinks(props: {
  readonly area: Area;
  readonly isOpen: boolean;
  readonly path: string;
}): ReactNode {
  const { t } = useLanguage();
  const { area, isOpen } = props;
  const openPage = isOpen ? pageOf(area, props.path) : undefined;
  return (
    <li>
      <Link
        to={area.path}
        activeOptions={{ exact: true }}
        className="rail-area"
        data-open={isOpen || undefined}
        data-here={(isOpen && openPage === undefined) || undefined}
        aria-current={isOpen && openPage === undefined ? 'page' : undefined}
        title={t(area.label)}
      >
        <Icon name={area.icon} size={20} />
        <span className="rail-word">{t(area.label)}</span>
      </Link>
      {isOpen && area.pages.length > 0 && (
        <ul className="rail-pages">
          {area.pages.map((page) => (
            <li key={page.path}>
              <Link
                to={page.path}
                activeOptions={{ exact: true }}
                className="rail-page"
                aria-current={page === openPage ? 'page' : undefined}
              >
                {t(page.label)}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function NodeFoot(): ReactNode {
  const { t, reviewed } = useLanguage();
  const { node, state } = useNode();
  const words = {
    waiting: t('shell.node.waiting'),
    connected: t('shell.node.connected'),
    unreachable: t('shell.node.unreachable'),
  }[state];
  return (
    <p className="rail-foot">
      <span>
        {node === undefined ? t('shell.node.unnamed') : t('shell.node', { name: node.name })}
      </span>
      <span data-state={state}>
        {[node?.jurisdiction || node?.region, node?.demo && t('shell.demo'), words]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {!reviewed && (
        <span>
          <UnreviewedMark decorative /> {t('parts.unreviewed')}
        </span>
      )}
    </p>
  );
}
