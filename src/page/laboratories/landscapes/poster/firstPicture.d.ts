/** Made by build/firstPicture.ts. */
declare module 'virtual:first-picture' {
  const firstPicture: import('./firstPictureData.ts').FirstPictureData;
  export default firstPicture;
}
