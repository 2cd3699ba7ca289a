/** Made by build/firstPicture.ts. */
declare module 'virtual:first-picture' {
  const firstPicture: import('./paintPoster.ts').FirstPictureData;
  export default firstPicture;
}
