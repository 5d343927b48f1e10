/**
 * Numbers, per cent, dates and plurals of each language, by rule where a browser's own data is
 * wrong (Uzbek) or differs from the product's habits (Italian four digits ungrouped, Arabic with
 * Latin digits). The same in every browser and on the server. Times are the reader's local ones.
 */

import { type LanguageCode, languages } from './languages.ts';

interface NumberOptions {
  /** Exactly this many decimals; without it up to three, trailing zeros left out. */
  readonly decimals?: number;
  /** A plus sign before positive numbers, as for differences. */
  readonly signed?: boolean;
}

type DateStyle = 'long' | 'short' | 'weekday';

export interface Formats {
  number(value: number, options?: NumberOptions): string;
  /** A share of one (0.701) as per cent (70.1%), up to one decimal. */
  percent(share: number, options?: NumberOptions): string;
  date(atMs: number, style?: DateStyle): string;
  /** Hours and minutes, with seconds when asked. */
  time(atMs: number, withSeconds?: boolean): string;
  moment(atMs: number): string;
  /** The plural category of a cardinal number. */
  category(value: number): Intl.LDMLPluralRule;
}

export interface FormatOptions {
  /** Arabic-Indic digits instead of Latin ones; for Arabic only. */
  readonly arabicDigits?: boolean;
  /** IANA time zone; the reader's own by default. */
  readonly timeZone?: string;
}

interface NumberSigns {
  readonly group: string;
  readonly decimal: string;
  readonly percent: string;
  /** Digits before the decimal sign from which groups are set apart. */
  readonly groupFrom: number;
  readonly digits?: string;
}

const noBreak = '\u00a0';
const minus = '\u2212';

const comma = { group: '.', decimal: ',', percent: '%', groupFrom: 4 };
const spaced = { group: noBreak, decimal: ',', percent: '%', groupFrom: 4 };
const point = { group: ',', decimal: '.', percent: '%', groupFrom: 4 };

const signs: Readonly<Record<LanguageCode, NumberSigns>> = {
  it: { ...comma, groupFrom: 5 },
  en: point,
  uz: spaced,
  ru: { ...spaced, percent: `${noBreak}%` },
  'pt-BR': comma,
  ar: point,
};

const arabicIndic: NumberSigns = {
  group: '٬',
  decimal: '٫',
  percent: '٪',
  groupFrom: 4,
  digits: '٠١٢٣٤٥٦٧٨٩',
};

const dateLocales: Readonly<Record<LanguageCode, string>> = {
  it: 'it-IT',
  en: 'en-GB',
  uz: 'en-GB',
  ru: 'ru-RU',
  'pt-BR': 'pt-BR',
  ar: 'ar-EG',
};

export function createFormats(language: LanguageCode, options: FormatOptions = {}): Formats {
  const arabicDigits = language === 'ar' && options.arabicDigits === true;
  const sign = arabicDigits ? arabicIndic : signs[language];
  const plural = new Intl.PluralRules(language);
  const dates = createDates(language, arabicDigits, options.timeZone);
  return {
    number: (value, style) => writeNumber(value, sign, style),
    percent: (share, style) =>
      writeNumber(share * 100, sign, { decimalsMax: 1, ...style }) +
      (Number.isFinite(share) ? sign.percent : ''),
    ...dates,
    category: (value) =>
      (languages[language].plurals as readonly string[]).length === 1
        ? 'other'
        : plural.select(value),
  };
}

interface WriteOptions extends NumberOptions {
  readonly decimalsMax?: number;
}

function writeNumber(value: number, sign: NumberSigns, options: WriteOptions = {}): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? '—' : value > 0 ? '∞' : `${minus}∞`;
  }
  const { decimals, signed = false } = options;
  const plain = new Intl.NumberFormat('en', {
    useGrouping: false,
    ...(decimals === undefined ? decimalsFor(value, options.decimalsMax) : exactly(decimals)),
  }).format(value);
  const negative = plain.startsWith('-') && /[1-9]/.test(plain);
  const [whole = '', fraction] = plain.replace('-', '').split('.');
  const grouped =
    whole.length < sign.groupFrom ? whole : whole.replace(/\B(?=(\d{3})+$)/g, sign.group);
  const text = fraction === undefined ? grouped : grouped + sign.decimal + fraction;
  const digits = sign.digits;
  const written = digits === undefined ? text : text.replace(/\d/g, (d) => digits[Number(d)] ?? d);
  return (negative ? minus : signed && value > 0 ? '+' : '') + written;
}

function exactly(decimals: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
}

/** Three decimals, or three significant digits where that would round a small number away. */
function decimalsFor(value: number, decimalsMax = 3): Intl.NumberFormatOptions {
  return Math.abs(value) > 0 && Math.abs(value) < 10 ** -decimalsMax
    ? { maximumSignificantDigits: decimalsMax }
    : { maximumFractionDigits: decimalsMax };
}

const uzbekMonths = [
  'yanvar',
  'fevral',
  'mart',
  'aprel',
  'may',
  'iyun',
  'iyul',
  'avgust',
  'sentabr',
  'oktabr',
  'noyabr',
  'dekabr',
] as const;

const uzbekDays = [
  'yakshanba',
  'dushanba',
  'seshanba',
  'chorshanba',
  'payshanba',
  'juma',
  'shanba',
] as const;

type Dates = Pick<Formats, 'date' | 'time' | 'moment'>;

function createDates(language: LanguageCode, arabicDigits: boolean, timeZone?: string): Dates {
  const locale = `${dateLocales[language]}-u-ca-gregory-nu-${arabicDigits ? 'arab' : 'latn'}`;
  const zone = { timeZone };
  const styles: Readonly<Record<DateStyle, Intl.DateTimeFormat>> = {
    long: new Intl.DateTimeFormat(locale, { ...zone, dateStyle: 'long' }),
    short: new Intl.DateTimeFormat(locale, { ...zone, day: 'numeric', month: 'short' }),
    weekday: new Intl.DateTimeFormat(locale, {
      ...zone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
    }),
  };
  // Hours and minutes are written alike in all six languages: 24 hours, two digits, a colon.
  const clockLocale = `en-GB-u-nu-${arabicDigits ? 'arab' : 'latn'}`;
  const clock = { ...zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const minutes = new Intl.DateTimeFormat(clockLocale, clock);
  const seconds = new Intl.DateTimeFormat(clockLocale, { ...clock, second: '2-digit' });
  const date = (atMs: number, style: DateStyle = 'long') =>
    language === 'uz'
      ? uzbekDate(atMs, style, timeZone)
      : // The year's abbreviation stays with its year in Russian.
        styles[style].format(atMs).replace(/\s(?=г\.$)/, noBreak);
  const time = (atMs: number, withSeconds = false) =>
    (withSeconds ? seconds : minutes).format(atMs);
  const separator = language === 'ar' ? '، ' : ', ';
  return { date, time, moment: (atMs) => `${date(atMs)}${separator}${time(atMs, true)}` };
}

function uzbekDate(atMs: number, style: DateStyle, timeZone?: string): string {
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      weekday: 'short',
    })
      .formatToParts(atMs)
      .map((part) => [part.type, part.value]),
  );
  const dayAndMonth = `${parts.get('day')}-${uzbekMonths[Number(parts.get('month')) - 1]}`;
  if (style === 'short') return dayAndMonth;
  if (style === 'long') return `${parts.get('year')}-yil ${dayAndMonth}`;
  const englishDays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  return `${dayAndMonth}, ${uzbekDays[englishDays.indexOf(parts.get('weekday') ?? '')]}`;
}
