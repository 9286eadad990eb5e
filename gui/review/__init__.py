"""Copies that come back from review: their changes shown beside the draft and taken one by one."""
