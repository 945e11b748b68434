"""The words of the editor's buttons and dialogs, in the language of who is at the desk."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """By the names that the scripts use."""
    return _toolbar() | _photos() | _embeds() | _links() | _counts()


def _toolbar() -> dict[str, str]:
    return {
        "toolbar": _("Formatting"),
        "block": _("Paragraph or heading"),
        "paragraph": _("Paragraph"),
        "heading2": _("Heading"),
        "heading3": _("Subheading"),
        "bold": _("Bold"),
        "italic": _("Italic"),
        "strike": _("Struck through"),
        "subscript": _("Subscript"),
        "superscript": _("Superscript"),
        "bulletList": _("List"),
        "orderedList": _("Numbered list"),
        "blockquote": _("Quote"),
        "pullQuote": _("Pull quote: words of the text, repeated large"),
        "pullShort": _("Pull quote"),
        "rule": _("Rule between parts"),
        "table": _("Table"),
        "addRow": _("Add a row"),
        "deleteRow": _("Delete this row"),
        "addColumn": _("Add a column"),
        "deleteColumn": _("Delete this column"),
        "headerRow": _("Make the first row a header, or not"),
        "deleteTable": _("Delete the table"),
        "undo": _("Undo"),
        "redo": _("Redo"),
        "clear": _("Without formatting"),
        "help": _("Keys: Alt+F10 leads to these buttons, Escape back to the text."),
    }


def _photos() -> dict[str, str]:
    return {
        "photo": _("Photo"),
        "insertPhoto": _("Insert a photo"),
        "choosePhoto": _("Choose a photo"),
        "searchPhotos": _("Words of the caption, credit or place"),
        "noPhotos": _("No photo has these words. Try fewer of them, or upload the photo here."),
        "morePhotos": _("More photos"),
        "uploadPhoto": _("Upload photos"),
        "dropPhotos": _("or drop files here"),
        "uploading": _("Uploading…"),
        "uploadFailed": _("The photo could not be uploaded. Check the connection and try again."),
        "loadFailed": _("The library does not answer. Check the connection and try again."),
        "photoWords": _("Words of this photo here"),
        "caption": _("Caption"),
        "credit": _("Credit"),
        "alt": _("Text alternative"),
        "ownWordsHelp": _("Empty: the photo's own words, shown in grey. What you type here is for this article alone."),
        "editWords": _("Edit words"),
        "moveUp": _("Move up"),
        "moveDown": _("Move down"),
        "remove": _("Remove"),
        "noCaption": _("No caption"),
        "noCredit": _("No credit"),
        "noAlt": _("No text alternative"),
        "missingPhoto": _("This photo is no longer in the library. Remove it here."),
        "unnamed": _("Photo without a caption"),
        "change": _("Change"),
        "photoHelp": _("Enter: edit its words. Alt+arrows: move it. Delete: remove it."),
    }


def _embeds() -> dict[str, str]:
    return {
        "embed": _("Video or post"),
        "insertEmbed": _("Insert a video or post"),
        "embedUrl": _("Address of its page"),
        "embedTitle": _("Title"),
        "embedTitleHelp": _("What readers will see or hear, e.g. “The bridge opens, filmed from the river”."),
        "unknownEmbed": _("This is not the address of a video or post of %(providers)s. Make it a link instead."),
        "untitled": _("No title yet"),
    }


def _links() -> dict[str, str]:
    return {
        "link": _("Link"),
        "unlink": _("Remove the link"),
        "editLink": _("Link"),
        "linkAddress": _("Address, or words of an article's headline"),
        "linkHelp": _("Links to our own articles keep working when headline or section change."),
        "badAddress": _("Give a whole address, such as https://example.org/, or choose an article."),
        "linkText": _("Text of the link"),
        "noArticles": _("No article has these words."),
        "draft": _("not public"),
        "save": _("Save"),
        "insert": _("Insert"),
        "cancel": _("Cancel"),
        "close": _("Close"),
        "pasteWithoutPictures": _("Pictures were left out: place them from the photo library."),
    }


def _counts() -> dict[str, str]:
    return {
        "words": _("words"),
        "minutes": _("min read"),
        "characters": _("characters"),
        "tooShort": _("short"),
        "good": _("good"),
        "tooLong": _("long"),
        "range": _("%(least)s to %(most)s is best"),
    }
