/** Every address that no other route has. A route of its own, so that the answer is a real 404 with our page. */
export function loader(): never {
  throw new Response(null, { status: 404 });
}

export default function NotFound() {
  return null;
}
