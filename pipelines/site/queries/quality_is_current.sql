SELECT quality_is_current FROM meta.release
