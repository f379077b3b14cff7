export default function LivePage(_: { rest: string[] }) {
  return null;
}
