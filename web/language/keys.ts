/**
 * The keys of all messages, derived from the English catalogue: an unknown key is a type error.
 * An area of messages is one file per language under content/messages; a new area is added here.
 */

import type parts from '../../content/messages/en/parts.json';
import type shell from '../../content/messages/en/shell.json';
import type show from '../../content/messages/en/show.json';
import type technology from '../../content/messages/en/technology.json';
import type twins from '../../content/messages/en/twins.json';

type Keys<Catalogue> = Exclude<keyof Catalogue & string, `$${string}`>;

export type MessageKey =
  | Keys<typeof shell>
  | Keys<typeof parts>
  | Keys<typeof show>
  | Keys<typeof technology>
  | Keys<typeof twins>;
