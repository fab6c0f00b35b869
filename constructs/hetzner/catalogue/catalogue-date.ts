/**
 * Day (ISO 8601) of the newest public plan table this catalogue was compared with.
 *
 * Hetzner adds and retires server types a few times a year. What is newer than this day can be
 * declared with `ServerType.custom` and `Image.named` until the catalogue is brought up to date.
 */
export const CATALOGUE_DATE = "2026-09-08";
