"""What the attached proof is called; by itself, so that who reads it needs no PDF writer."""

ATTACHMENT = "diploma.json"
