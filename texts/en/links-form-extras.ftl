# What customers may add to their order on the pay page.

links-form-extras-title = Extras to add
links-form-extras-about = Things that customers can add to their order, from your catalogue.
links-form-extras-nth = Extra { $number }
links-form-extras-add = Add an extra
links-form-extras-remove = Remove extra { $number }
