declare module "virtual:countries" {
  /** Three-letter code → [two-letter code, ISO number]; either may be empty. */
  const codes: Record<string, [string, string]>;
  export default codes;
}
