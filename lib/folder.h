/* Folders and files that are the program's own and have to go again. Any thread; each call looks at
 * the disk, so not on a pool thread where much may lie. */
#ifndef LIB_FOLDER_H
#define LIB_FOLDER_H

/* The folder with all in it, or the file; links are not followed. What is not there is gone. */
void folder_remove(const char *path);
/* Everything in dir whose name begins with prefix. */
void folder_clear(const char *dir, const char *prefix);
#endif
