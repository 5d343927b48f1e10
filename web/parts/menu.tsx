/** A menu of actions or choices that opens from a button. */

import { Menu as Base } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';
import { Icon } from './icon.tsx';
import './menu.css';

interface MenuItem {
  readonly key: string;
  readonly label: ReactNode;
  /** At the end: keys, a mark, a short fact. */
  readonly note?: ReactNode;
  /** Given: the item is one of several to choose from. */
  readonly chosen?: boolean;
  /** The language of the label where it differs from the page's. */
  readonly lang?: string;
  readonly onChoose: () => void;
}

export interface MenuGroup {
  readonly label?: ReactNode;
  readonly items: readonly MenuItem[];
}

export function Menu(props: {
  /** A button. */
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly groups: readonly MenuGroup[];
  /** Small print under the items. */
  readonly footnote?: ReactNode;
  readonly align?: 'start' | 'end';
}): ReactNode {
  return (
    <Base.Root>
      <Base.Trigger render={props.trigger} />
      <Base.Portal>
        <Base.Positioner className="menu-place" align={props.align ?? 'end'} sideOffset={0}>
          <Base.Popup className="menu">
            {props.groups.map((group) => (
              <Base.Group key={group.items[0]?.key} className="menu-group">
                {group.label !== undefined && (
                  <Base.GroupLabel className="menu-label">{group.label}</Base.GroupLabel>
                )}
                {group.items.map((item) => (
                  <Item key={item.key} item={item} />
                ))}
              </Base.Group>
            ))}
            {props.footnote !== undefined && <p className="menu-footnote">{props.footnote}</p>}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Item({ item }: { readonly item: MenuItem }): ReactNode {
  const content = (
    <>
      <span className="menu-item-label" lang={item.lang}>
        {item.label}
      </span>
      {item.note !== undefined && <span className="menu-item-note">{item.note}</span>}
    </>
  );
  if (item.chosen === undefined) {
    return (
      <Base.Item className="menu-item" onClick={item.onChoose}>
        {content}
      </Base.Item>
    );
  }
  return (
    <Base.CheckboxItem
      className="menu-item"
      checked={item.chosen}
      closeOnClick
      onCheckedChange={item.onChoose}
    >
      {content}
      <span className="menu-item-tick">{item.chosen && <Icon name="check" size={16} />}</span>
    </Base.CheckboxItem>
  );
}
