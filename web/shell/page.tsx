/**
 * A page inside the frame: it names the document and the last place of the breadcrumb, and lays
 * out its head: a line of facts, the title with its plate, and the actions at the end.
 */

import { type ReactNode, useEffect } from 'react';
import { Plate } from '../parts/plate.tsx';
import { useCrumbs } from './crumbs.tsx';
import './page.css';

export interface PageProps {
  /** The answer or the question of the page. */
  readonly title: string;
  /** What stands in the breadcrumb and the document's name instead of the title. */
  readonly crumb?: string;
  /** The code of the asset that the page is about. */
  readonly plate?: string;
  /** Facts above the title. */
  readonly facts?: ReactNode;
  /** One sentence with the verdict. */
  readonly sentence?: ReactNode;
  readonly actions?: ReactNode;
  /** The title is drawn by the page's own content. */
  readonly bare?: boolean;
  readonly children?: ReactNode;
}

export function Page(props: PageProps): ReactNode {
  const { title, plate } = props;
  const crumb = props.crumb ?? plate ?? title;
  const setCrumb = useCrumbs();
  useEffect(() => {
    document.title = crumb === '' ? 'Registan' : `${crumb} · Registan`;
    setCrumb(crumb);
    return () => setCrumb(undefined);
  }, [crumb, setCrumb]);
  return (
    <div className="page" data-bare={props.bare || undefined}>
      {props.bare !== true && (
        <header className="page-head">
          <div className="page-head-words">
            {props.facts !== undefined && <div className="page-facts">{props.facts}</div>}
            <div className="page-name">
              {plate !== undefined && <Plate code={plate} size="title" />}
              <h1 className="page-title">{title}</h1>
            </div>
            {props.sentence !== undefined && <p className="page-sentence">{props.sentence}</p>}
          </div>
          {props.actions !== undefined && <div className="page-actions">{props.actions}</div>}
        </header>
      )}
      {props.children}
    </div>
  );
}
