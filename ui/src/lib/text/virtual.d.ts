// Made by texts/plugin.ts.
declare module 'virtual:texts/*' {
  const source: string;
  export default source;
}
