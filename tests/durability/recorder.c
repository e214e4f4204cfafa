// Writes down what a process does to its database and the files beside it, in the order in which it happens.
//
// RECORDED: the path of the database; every file whose name begins with it counts. RECORDED_LOG: where to write it down.
// DISK_FULL: while a file of this name is there, no file grows and writing gives ENOSPC. Loaded with LD_PRELOAD.
// With a log nothing is flushed for real: what would be on the disk after a power cut is worked out from the log.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { MOST = 4096 };
struct head { uint64_t what, file, offset, length; };

static pthread_mutex_t order = PTHREAD_MUTEX_INITIALIZER;
static const char *recorded, *full;
static char folder[4096];
static int log_fd = -1;
static uint64_t files[MOST];  // by descriptor: the number of a recorded file, 1 for the folder, 0 for anything else

static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_open)(const char *, int, ...);
static int (*real_close)(int), (*real_fsync)(int), (*real_truncate)(int, off_t), (*real_unlink)(const char *);

__attribute__((constructor)) static void begin(void) {
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_write = dlsym(RTLD_NEXT, "write");
    real_open = dlsym(RTLD_NEXT, "open64");
    real_close = dlsym(RTLD_NEXT, "close");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_truncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_unlink = dlsym(RTLD_NEXT, "unlink");
    recorded = getenv("RECORDED");
    full = getenv("DISK_FULL");
    if (!recorded) return;
    strncpy(folder, recorded, sizeof folder - 1);
    *strrchr(folder, '/') = 0;
    const char *log = getenv("RECORDED_LOG");
    if (log) log_fd = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int is_ours(const char *path) { return recorded && path && !strncmp(path, recorded, strlen(recorded)); }

static void put(uint64_t what, uint64_t file, uint64_t offset, const void *data, size_t length) {
    if (log_fd < 0) return;
    struct head head = {what, file, offset, length};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)data, length}};
    if (writev(log_fd, parts, 2) != (ssize_t)(sizeof head + length)) abort();
}

static uint64_t of(int fd) { return fd >= 0 && fd < MOST ? files[fd] : 0; }

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    pthread_mutex_lock(&order);
    int ours = is_ours(path), there = ours && !access(path, F_OK), fd = real_open(path, flags, mode), error = errno;
    struct stat about;
    if (fd >= 0 && fd < MOST) {
        files[fd] = recorded && !strcmp(path, folder) ? 1 : 0;
        if (ours && !fstat(fd, &about)) {
            files[fd] = about.st_ino;
            if (!there) put('c', about.st_ino, 0, path, strlen(path));
        }
    }
    pthread_mutex_unlock(&order);
    errno = error;
    return fd;
}
int open(const char *path, int flags, ...) __attribute__((alias("open64")));

int close(int fd) {
    if (fd >= 0 && fd < MOST) files[fd] = 0;
    return real_close(fd);
}

static int no_room(int fd, uint64_t end) {
    struct stat about;
    return full && !access(full, F_OK) && !fstat(fd, &about) && end > (uint64_t)about.st_size;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off_t offset) {
    uint64_t file = of(fd);
    if (!file) return real_pwrite(fd, data, length, offset);
    if (no_room(fd, offset + length)) return errno = ENOSPC, -1;
    pthread_mutex_lock(&order);
    ssize_t done = real_pwrite(fd, data, length, offset);
    int error = errno;
    if (done > 0) put('w', file, offset, data, done);
    pthread_mutex_unlock(&order);
    errno = error;
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    uint64_t file = of(fd);
    if (!file) return real_write(fd, data, length);
    if (no_room(fd, lseek(fd, 0, SEEK_CUR) + length)) return errno = ENOSPC, -1;
    pthread_mutex_lock(&order);
    uint64_t offset = lseek(fd, 0, SEEK_CUR);
    ssize_t done = real_write(fd, data, length);
    int error = errno;
    if (done > 0) put('w', file, offset, data, done);
    pthread_mutex_unlock(&order);
    errno = error;
    return done;
}

int ftruncate64(int fd, off_t length) {
    uint64_t file = of(fd);
    if (!file) return real_truncate(fd, length);
    pthread_mutex_lock(&order);
    int done = real_truncate(fd, length), error = errno;
    if (!done) put('t', file, length, 0, 0);
    pthread_mutex_unlock(&order);
    errno = error;
    return done;
}

int fsync(int fd) {
    uint64_t file = of(fd);
    if (!file || log_fd < 0) return real_fsync(fd);
    pthread_mutex_lock(&order);
    put('s', file, 0, 0, 0);
    pthread_mutex_unlock(&order);
    return 0;
}
int fdatasync(int fd) { return fsync(fd); }

int unlink(const char *path) {
    if (!is_ours(path)) return real_unlink(path);
    pthread_mutex_lock(&order);
    int done = real_unlink(path), error = errno;
    if (!done) put('u', 0, 0, path, strlen(path));
    pthread_mutex_unlock(&order);
    errno = error;
    return done;
}
