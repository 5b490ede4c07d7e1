"""What people write about time and work, in Chinese and English: dates, lengths, frequencies, wishes.

Pure: no I/O, no clock.
"""
