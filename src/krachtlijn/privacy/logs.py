import logging


class NoContent(logging.Filter):
    """Lets through what happened and where in the code, never what someone wrote or who it was."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[0] is not None:
            kind, _error, trace = record.exc_info
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            where = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"
            record.msg, record.args = f"{kind.__name__} at {where}", ()
            record.exc_info = record.exc_text = None
        elif record.name.startswith("django.request") or record.name.startswith("django.security"):
            status = getattr(record, "status_code", "")
            record.msg, record.args = f"{record.name} {status}".strip(), ()
        return True
