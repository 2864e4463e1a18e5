"""How a plan that is brought in is received: in memory only, and never more than fits."""

from django.core.files.uploadhandler import MemoryFileUploadHandler

MOST = 5 * 1024 * 1024


class OnlyInMemory(MemoryFileUploadHandler):
    """A file of someone's plan never lies unsealed on a disk. What is too large is not held."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):
        self.activated = True

    def receive_data_chunk(self, raw_data, start):
        # The size is counted on; only what could fit is held.
        if start < MOST:
            self.file.write(raw_data)
