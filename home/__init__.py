"""The site as a whole: home page, content pages, navigation, settings, demo content. Imports all other apps."""
