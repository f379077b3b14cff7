export default function LifePage(_: { rest: string[] }) {
  return null;
}
