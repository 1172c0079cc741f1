"""Looking up one student at the admission, with a reason, in view of that student; /mijn-duo/studentendossier."""
