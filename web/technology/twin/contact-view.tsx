/** Contacts as cards: whom to ask, where, by which number and when. */

import type { ReactNode } from 'react';
import type { Submodel } from '#technology/twin/model';
import { type Speech, useLanguage } from '../../language/provider.tsx';
import { Module } from '../../parts/module.tsx';
import { Empty } from '../../parts/notice.tsx';
import { type Channel, type Contact, isContactRole, readContacts } from '../reading/contact.ts';
import { type FactLine, Facts } from './facts.tsx';
import { LocalisedText, languageName } from './text.tsx';

export function ContactView({ submodel }: { readonly submodel: Submodel }): ReactNode {
  const { t, language } = useLanguage();
  const contacts = readContacts(submodel, language);
  if (contacts.length === 0) {
    return (
      <Empty compact title={t('twins.contact.none')} sentence={t('twins.view.none-sentence')} />
    );
  }
  return (
    <div className="twin-columns">
      {contacts.map((contact) => (
        <Module key={contact.path} title={titleOf(contact, t)} level={3}>
          <ContactLines contact={contact} />
        </Module>
      ))}
    </div>
  );
}

export function ContactLines({ contact }: { readonly contact: Contact }): ReactNode {
  const speech = useLanguage();
  const { t, language } = speech;
  const lines: FactLine[] = [];
  const add = (key: string, name: string, value: ReactNode) => lines.push({ key, name, value });
  if (contact.company) {
    add('company', t('twins.contact.company'), <LocalisedText of={contact.company} />);
  }
  if (contact.department) {
    add('department', t('twins.contact.department'), <LocalisedText of={contact.department} />);
  }
  if (contact.person) add('person', t('twins.contact.person'), contact.person);
  if (contact.address.length > 0) {
    add(
      'address',
      t('twins.contact.address'),
      contact.address.map((line) => (
        <span className="twin-address-line" key={line}>
          {line}
        </span>
      )),
    );
  }
  contact.channels.forEach((channel, index) => {
    lines.push({
      key: `channel-${index}`,
      name: channelName(channel, speech),
      value: channelValue(channel),
      note: channel.hours && <LocalisedText of={channel.hours} />,
    });
  });
  if (contact.languages.length > 0) {
    const names = contact.languages.map((tag) => languageName(tag, language));
    add('languages', t('twins.contact.languages'), names.join(language === 'ar' ? '، ' : ', '));
  }
  if (contact.remarks) {
    add('remarks', t('twins.contact.remarks'), <LocalisedText of={contact.remarks} />);
  }
  return <Facts lines={lines} />;
}

function titleOf(contact: Contact, t: Speech['t']): ReactNode {
  if (isContactRole(contact.role)) return t(`twins.contact.role.${contact.role}`);
  return contact.role ?? contact.person ?? t('twins.known.contact-information');
}

function channelName(channel: Channel, { t }: Speech): string {
  const name = t(`twins.contact.${channel.kind}`);
  return channel.type === undefined
    ? name
    : t('twins.contact.typed', { name, type: t(`twins.contact.type.${channel.type}`) });
}

function channelValue(channel: Channel): ReactNode {
  const href = {
    phone: `tel:${channel.address.replace(/[^\d+]/g, '')}`,
    fax: undefined,
    email: `mailto:${channel.address}`,
    link: /^https?:\/\//i.test(channel.address) ? channel.address : undefined,
  }[channel.kind];
  if (href === undefined) return <bdi dir="ltr">{channel.address}</bdi>;
  return (
    <a className="link" href={href} dir="ltr">
      {channel.address}
    </a>
  );
}
