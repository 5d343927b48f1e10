/**
 * A field: label above, unit inside at the end, help below. An error takes the help's place, with
 * the cure in one sentence. What cannot be changed is dashed.
 */

import { type ComponentPropsWithRef, type ReactNode, useId } from 'react';
import './field.css';
import { Icon } from './icon.tsx';

interface Labelled {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong and what to write instead. */
  readonly error?: ReactNode;
  /** The label is for screen readers only. */
  readonly labelHidden?: boolean;
}

export type FieldProps = Labelled & {
  readonly unit?: ReactNode;
} & Omit<ComponentPropsWithRef<'input'>, 'children'>;

export function Field(props: FieldProps): ReactNode {
  const { label, help, error, labelHidden, unit, id, className, ...rest } = props;
  const ownId = useId();
  const inputId = id ?? ownId;
  return (
    <FieldFrame {...{ label, help, error, labelHidden, inputId, className }}>
      <span
        className="field-control"
        data-error={error ? true : undefined}
        data-read-only={rest.readOnly || undefined}
      >
        <input
          dir={rest.inputMode === undefined ? undefined : 'ltr'}
          {...rest}
          id={inputId}
          aria-invalid={error ? true : undefined}
          aria-describedby={help || error ? `${inputId}-help` : undefined}
        />
        {unit !== undefined && <span className="field-unit">{unit}</span>}
      </span>
    </FieldFrame>
  );
}

/** Text over several lines. */
export function TextArea(props: Labelled & ComponentPropsWithRef<'textarea'>): ReactNode {
  const { label, help, error, labelHidden, id, className, ...rest } = props;
  const ownId = useId();
  const inputId = id ?? ownId;
  return (
    <FieldFrame {...{ label, help, error, labelHidden, inputId, className }}>
      <span
        className="field-control"
        data-error={error ? true : undefined}
        data-read-only={rest.readOnly || undefined}
      >
        <textarea
          rows={4}
          {...rest}
          id={inputId}
          aria-invalid={error ? true : undefined}
          aria-describedby={help || error ? `${inputId}-help` : undefined}
        />
      </span>
    </FieldFrame>
  );
}

/** The label, the help and the error around any control; for selects and fields of one's own. */
export function FieldFrame(
  props: Labelled & {
    readonly inputId: string;
    readonly className?: string;
    readonly children: ReactNode;
  },
): ReactNode {
  const { label, help, error, labelHidden, inputId } = props;
  return (
    <div className={`field ${props.className ?? ''}`}>
      <label className={labelHidden ? 'visually-hidden' : 'field-label'} htmlFor={inputId}>
        {label}
      </label>
      {props.children}
      {error ? (
        <p className="field-error" id={`${inputId}-help`}>
          <Icon name="alarm" size={16} />
          <span>{error}</span>
        </p>
      ) : (
        help !== undefined && (
          <p className="field-help" id={`${inputId}-help`}>
            {help}
          </p>
        )
      )}
    </div>
  );
}
