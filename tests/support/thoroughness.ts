/**
 * How often tests of faults kill something, and how many inputs each route is tried with. An ordinary run does as much as finds a
 * fault that is there most of the time; a release, and whoever has changed what they test, does more.
 */
export const kills = Number(process.env['KIOSK_TEST_KILLS'] ?? 10);
export const inputs = Number(process.env['KIOSK_TEST_INPUTS'] ?? 10);
