"""The prompted reader, for those who have a language model: any endpoint that speaks OpenAI's protocol, local or hosted.

Never on by default. `prompt` tells the model what is wanted, from the ontology; `endpoint` asks, keeps the answers and
counts what they cost; `extractor` believes nothing of an answer that the text does not bear out.
"""
