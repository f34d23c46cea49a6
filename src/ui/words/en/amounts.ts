// Owns how amounts are written: counts, bytes, time, shares, speeds, dates. Always with the unit.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const oneDecimal = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
/** For amounts that stand under one another. */
const alwaysOneDecimal = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export const count = (amount: number): string => whole.format(amount);

/** `counted(1, 'pair')` is “1 pair”, `counted(2, 'pair')` is “2 pairs”. */
export const counted = (amount: number, one: string, many = `${one}s`): string =>
  `${count(amount)} ${amount === 1 ? one : many}`;

const byteUnits = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** Decimal units, as disks and downloads are sold: 1 kB is 1,000 B. */
export function bytes(amount: number): string {
  const scaled = byteUnits.map((unit, power) => ({ unit, value: amount / 1000 ** power }));
  // 999.6 kB would be written as “1,000 kB”.
  const fitting = scaled.find(({ value }) => value < 999.5) ?? { unit: 'TB', value: amount / 1e12 };
  const format = fitting.value < 9.95 && fitting.unit !== 'B' ? alwaysOneDecimal : whole;
  return `${format.format(fitting.value)} ${fitting.unit}`;
}

export const megabytes = (amount: number): string => bytes(amount * 1e6);

const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** In at most two units, as exact as a person can use. */
export function seconds(amount: number): string {
  if (amount < 9.95) return `${oneDecimal.format(amount)} s`;
  const rounded = Math.round(amount);
  if (rounded < minute) return `${rounded} s`;
  if (rounded < hour - minute / 2) return `${Math.round(rounded / minute)} min`;
  if (rounded < day) return twoUnits(rounded, hour, 'h', minute, 'min');
  return counted(Math.round(rounded / day), 'day');
}

function twoUnits(amount: number, big: number, bigName: string, small: number, smallName: string): string {
  const smallUnits = Math.round(amount / small);
  const left = smallUnits % (big / small);
  const bigUnits = `${count((smallUnits - left) / (big / small))} ${bigName}`;
  return left === 0 ? bigUnits : `${bigUnits} ${left} ${smallName}`;
}

/** Of a whole that is 1. Rounded down, so that 100 % means all of it. */
export const share = (part: number): string => `${Math.floor(Math.min(1, part) * 100 + 1e-9)} %`;

/** An estimate: two digits are all that can be known. */
export const tokens = (amount: number): string => count(Number(amount.toPrecision(2)));

export const speed = (tokensPerSecond: number): string =>
  `${(tokensPerSecond < 10 ? oneDecimal : whole).format(tokensPerSecond)} tokens/s`;

const dayFormat = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
const momentFormat = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'short', year: 'numeric' },
  ...{ hour: '2-digit', minute: '2-digit' },
});

/** Milliseconds since 1970 as a day. */
export const date = (moment: number): string => dayFormat.format(moment);
export const dateAndTime = (moment: number): string => momentFormat.format(moment);
