// Reads the QR code in a photo with the reader in this file, in every browser the same.

const LONGEST_SIDES = [1600, 3000, 800];

const readAtSize = (picture, side) => {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  try {
    return qrCode.decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return null;
  }
};

// Give the text of the QR code in a photo; refuse a photo without one. Another size shows what one did not.
const readPhoto = async (file) => {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) throw unknown("onleesbaar");
  let text = null;
  for (const side of LONGEST_SIDES) text ??= readAtSize(picture, side);
  picture.close();
  if (!text) throw unknown("geen-qr-in-foto");
  return text;
};
