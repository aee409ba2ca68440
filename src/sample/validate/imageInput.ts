import { UploadedFile } from '../http/body';
import { imageKind } from '../images';
import { Invalid, type Input } from './input';
import { characters, label } from './options';

const extensions =
  'bmp, dib, gif, jfif, jpe, jpg, jpeg, pbm, pgm, ppm, pnm, pfm, png, apng, blp, bufr, cur, pcx, dcx, dds, ps, eps, fit, fits, fli, flc, ftc, ftu, gbr, grib, h5, hdf, jp2, j2k, jpc, jpf, jpx, j2c, icns, ico, im, iim, mpg, mpeg, tif, tiff, mpo, msp, palm, pcd, pdf, pxr, psd, qoi, bw, rgb, rgba, sgi, ras, tga, icb, vda, vst, webp, wmf, emf, xbm, xpm';

/** A picture of a multipart body. */
export function image(name: string): Input<UploadedFile> {
  return {
    nullable: true,
    meta: { type: 'image upload', label: label(name), max_length: 100 },
    read: (value) => {
      if (!(value instanceof UploadedFile)) {
        throw new Invalid('The submitted data was not a file. Check the encoding type on the form.');
      }
      if (value.bytes.length === 0) {
        throw new Invalid('The submitted file is empty.');
      }
      // The framework cuts names at 255 characters before it looks at them, and keeps the extension.
      const length = Math.min(characters(value.name), 255);
      if (length > 100) {
        throw new Invalid(`Ensure this filename has at most 100 characters (it has ${length}).`);
      }
      if (imageKind(value.bytes) === undefined) {
        throw new Invalid(
          'Upload a valid image. The file you uploaded was either not an image or a corrupted image.',
        );
      }
      const extension = /.\.([^.]+)$/.exec(value.name)?.[1]?.toLowerCase() ?? '';
      if (!extensions.split(', ').includes(extension)) {
        throw new Invalid(
          `File extension “${extension}” is not allowed. Allowed extensions are: ${extensions}.`,
        );
      }
      return value;
    },
  };
}
