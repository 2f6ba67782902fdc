/** An answer that the browser saves as a file. */
export function attachment(body: BodyInit, fileName: string, contentType: string): Response {
  // The plain name is for what does not know the other form; quotation marks and whatever is not ASCII would break it.
  const plain = fileName.replace(/[^\w .()-]/g, '_');
  return new Response(body, {
    headers: {
      'content-type': contentType,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}`,
      'cache-control': 'no-store',
    },
  });
}
