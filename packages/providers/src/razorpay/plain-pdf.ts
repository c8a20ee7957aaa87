const columns = 90;
const rowsPerPage = 60;

/** Plain text as a PDF in Courier on A4: Razorpay takes evidence as a picture or a PDF only. */
export function plainPdf(text: string): Buffer {
  const rows = text.split(/\r?\n/).flatMap(wrap);
  const pages: string[][] = [];
  for (let at = 0; at < rows.length; at += rowsPerPage) pages.push(rows.slice(at, at + rowsPerPage));
  const pageNumber = (index: number) => 4 + index * 2;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(" ")}] >>`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>",
    ...pages.flatMap((page, index) => {
      const drawing = `BT /F1 9 Tf 12 TL 50 790 Td\n${page.map((row) => `(${escaped(row)}) Tj T*`).join("\n")}\nET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents ${pageNumber(index) + 1} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ];
    }),
  ];
  return Buffer.from(assemble(objects), "latin1");
}

function wrap(row: string): string[] {
  // Courier knows Latin-1; what it cannot draw is shown as a question mark.
  const drawable = row.replace(/\t/g, "  ").replace(/[^\x20-\x7e\xa1-\xff]/gu, "?");
  return drawable.match(new RegExp(`.{1,${columns}}`, "g")) ?? [""];
}

function escaped(row: string): string {
  return row.replace(/[\\()]/g, "\\$&");
}

/** Numbers the objects from 1 and says at which byte each begins. */
function assemble(objects: string[]): string {
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join("")}`;
  return `${file}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
}
