/**
 * Contact information (IDTA 02002, and the address of a nameplate) as cards a person can use:
 * whom to ask, where they are, the numbers to call and when, mail and links.
 */

import type { Submodel } from '#technology/twin/model';
import type { Localised } from './localise.ts';
import { childrenNamed, membersOf, type Placed, plainNamed, textNamed } from './lookup.ts';

export interface Channel {
  readonly kind: 'phone' | 'fax' | 'email' | 'link';
  readonly address: string;
  /** Of the template's list; undefined where none of it is stated. */
  readonly type: ChannelType | undefined;
  readonly hours: Localised | undefined;
}

export interface Contact {
  readonly path: string;
  readonly role: string | undefined;
  readonly company: Localised | undefined;
  readonly person: string | undefined;
  readonly department: Localised | undefined;
  /** Street, then place, then country: as on an envelope. */
  readonly address: readonly string[];
  readonly channels: readonly Channel[];
  readonly languages: readonly string[];
  readonly remarks: Localised | undefined;
}

export function readContacts(submodel: Submodel, language: string): readonly Contact[] {
  return membersOf(submodel, 'ContactInformationList', 'ContactInformation').map((contact) =>
    readContact(contact, language),
  );
}

export function readContact(contact: Placed, language: string): Contact {
  const text = (...names: string[]) => textNamed(contact, language, ...names)?.text;
  return {
    path: contact.path,
    role: roleOf(plainNamed(contact, 'RoleOfContactPerson')),
    company: textNamed(contact, language, 'Company', 'CompanyName'),
    person: joined(
      [
        text('AcademicTitle') ?? text('Title'),
        text('FirstName'),
        text('MiddleNames'),
        text('NameOfContact'),
      ],
      ' ',
    ),
    department: textNamed(contact, language, 'Department'),
    address: [
      text('Street'),
      text('POBox'),
      joined([text('Zipcode', 'ZipCodeOfPOBox'), text('CityTown')], ' '),
      joined([text('StateCounty'), text('NationalCode')], ', '),
    ].filter((line) => line !== undefined),
    channels: channelsOf(contact, language),
    languages: childrenNamed(contact, 'Language').flatMap((each) =>
      each.element.modelType === 'Property' && each.element.value ? [each.element.value] : [],
    ),
    remarks: textNamed(contact, language, 'FurtherDetailsOfContact'),
  };
}

function channelsOf(contact: Placed, language: string): readonly Channel[] {
  const read = (
    kind: Channel['kind'],
    parents: readonly Placed[],
    addressName: string,
    typeName: string,
  ): readonly Channel[] =>
    parents.flatMap((parent) => {
      const address = textNamed(parent, language, addressName)?.text;
      if (address === undefined) return [];
      return [
        {
          kind,
          address,
          type: channelTypeOf(plainNamed(parent, typeName)),
          hours: textNamed(parent, language, 'AvailableTime'),
        },
      ];
    });
  const link = plainNamed(contact, 'AddressOfAdditionalLink');
  return [
    ...read('phone', membersOf(contact, 'Phones', 'Phone'), 'TelephoneNumber', 'TypeOfTelephone'),
    ...read('email', membersOf(contact, 'Emails', 'Email'), 'EmailAddress', 'TypeOfEmailAddress'),
    ...read('fax', membersOf(contact, 'Faxes', 'Fax'), 'FaxNumber', 'TypeOfFaxNumber'),
    ...read(
      'link',
      membersOf(contact, 'IPCommunications', 'IPCommunication'),
      'AddressOfAdditionalLink',
      'TypeOfCommunication',
    ),
    ...(link === undefined
      ? []
      : [{ kind: 'link' as const, address: link, type: undefined, hours: undefined }]),
  ];
}

/** Values of `role of contact person` (ECLASS 0173-1#02-AAO204); others are shown as written. */
export type ContactRole = 'administrative' | 'commercial' | 'other' | 'hazardous' | 'technical';

const roles: Readonly<Record<string, ContactRole>> = {
  AAS927: 'administrative',
  AAS928: 'commercial',
  AAS929: 'other',
  AAS930: 'hazardous',
  AAS931: 'technical',
};

function roleOf(stated: string | undefined): string | undefined {
  if (stated === undefined) return undefined;
  return roles[/07-(\w{6})/.exec(stated)?.[1] ?? ''] ?? stated;
}

export function isContactRole(role: string | undefined): role is ContactRole {
  return Object.values(roles).some((known) => known === role);
}

export type ChannelType =
  | 'office'
  | 'officeMobile'
  | 'secretary'
  | 'substitute'
  | 'home'
  | 'privateMobile';

/** Values of `type of telephone` and its likes (ECLASS 0173-1#02-AAO137). */
const channelTypes: Readonly<Record<string, ChannelType>> = {
  AAS754: 'office',
  AAS755: 'officeMobile',
  AAS756: 'secretary',
  AAS757: 'substitute',
  AAS758: 'home',
  AAS759: 'privateMobile',
};

function channelTypeOf(stated: string | undefined): ChannelType | undefined {
  return channelTypes[/07-(\w{6})/.exec(stated ?? '')?.[1] ?? ''];
}

function joined(parts: readonly (string | undefined)[], separator: string): string | undefined {
  const given = parts.filter((part) => part !== undefined && part !== '');
  return given.length === 0 ? undefined : given.join(separator);
}
