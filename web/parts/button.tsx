/**
 * Buttons: one primary per view, others outlined, quiet ones underlined; the label is a verb with
 * its object. One that cannot act now stays focusable and says why.
 */

import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import './button.css';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-shapes.ts';
import { Tooltip } from './tooltip.tsx';

interface Look {
  readonly kind?: 'primary' | 'outlined' | 'quiet';
  readonly icon?: IconName;
  /** Why it cannot act now. */
  readonly unavailable?: string;
}

export type ButtonProps = Look & Omit<ComponentPropsWithRef<'button'>, 'disabled'>;

export function Button(props: ButtonProps): ReactNode {
  const { kind = 'outlined', icon, unavailable, onClick, className, children, ...rest } = props;
  const button = (
    <button
      type="button"
      {...rest}
      className={`button ${className ?? ''}`}
      data-kind={kind}
      aria-disabled={unavailable === undefined ? undefined : true}
      onClick={unavailable === undefined ? onClick : swallow}
    >
      {icon !== undefined && <Icon name={icon} size={16} />}
      <span>{children}</span>
    </button>
  );
  return unavailable === undefined ? button : <Tooltip text={unavailable}>{button}</Tooltip>;
}

/** A link that looks like a button: for going somewhere and for downloads. */
export function ButtonLink(
  props: Pick<Look, 'kind' | 'icon'> & ComponentPropsWithRef<'a'>,
): ReactNode {
  const { kind = 'outlined', icon, className, children, ...rest } = props;
  return (
    <a {...rest} className={`button ${className ?? ''}`} data-kind={kind}>
      {icon !== undefined && <Icon name={icon} size={16} />}
      <span>{children}</span>
    </a>
  );
}

/** Only an icon: search, back, close, undo, print, and in the band. */
export function IconButton(
  props: { readonly icon: IconName; readonly label: string } & Omit<
    ComponentPropsWithRef<'button'>,
    'children'
  >,
): ReactNode {
  const { icon, label, className, ...rest } = props;
  return (
    <button type="button" {...rest} className={`icon-button ${className ?? ''}`} aria-label={label}>
      <Icon name={icon} />
    </button>
  );
}

function swallow(event: MouseEvent): void {
  event.preventDefault();
}
