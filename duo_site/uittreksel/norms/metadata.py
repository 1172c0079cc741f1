"""What a file says about itself: the same in its information dictionary and in its XMP packet (ISO 19005-3 6.6.2.3)."""

from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

_PACKET_ID = "W5M0MpCehiHzreSzNTczkc9d"

# The namespace of PDF/UA is unknown to PDF/A, so PDF/A wants it described (ISO 19005-3 section 6.6.2.3.3).
_PDFUA_SCHEMA = """<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Indicates which part of ISO 14289 is followed</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


@dataclass(frozen=True)
class Metadata:
    """Title, author and so on of a file; the day stands for both creation and change, at midnight UTC."""

    language: str
    title: str
    author: str
    subject: str
    keywords: str
    day: date
    creator: str = "duo-site"
    producer: str = "WeasyPrint"

    @property
    def pdf_moment(self) -> str:
        """Write the day as a date of PDF (ISO 32000-1 section 7.9.4)."""
        return f"D:{self.day:%Y%m%d}000000Z"


def list_info(metadata: Metadata) -> dict[str, str]:
    """List the entries of the information dictionary."""
    return {
        "Title": metadata.title,
        "Author": metadata.author,
        "Subject": metadata.subject,
        "Keywords": metadata.keywords,
        "Creator": metadata.creator,
        "Producer": metadata.producer,
        "CreationDate": metadata.pdf_moment,
        "ModDate": metadata.pdf_moment,
    }


def write_xmp(metadata: Metadata) -> bytes:
    """Write the XMP packet that claims both norms."""
    moment = f"{metadata.day.isoformat()}T00:00:00Z"
    title, author, subject = map(escape, (metadata.title, metadata.author, metadata.subject))
    packet = f"""<?xpacket begin="\ufeff" id="{_PACKET_ID}"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{escape(metadata.language)}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{escape(metadata.keywords)}</pdf:Keywords>
<pdf:Producer>{escape(metadata.producer)}</pdf:Producer>
<xmp:CreatorTool>{escape(metadata.creator)}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate>
<xmp:ModifyDate>{moment}</xmp:ModifyDate>
</rdf:Description>
{_PDFUA_SCHEMA}
</rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"""
    return packet.encode()
