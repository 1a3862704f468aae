"""From a document to parsed passages with mentions and coreference chains."""
