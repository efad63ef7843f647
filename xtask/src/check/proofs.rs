//! The tests that docs/security.md names are there.

use anyhow::Result;

use super::{committed, none};
use crate::project::Project;

const PAGE: &str = "docs/security.md";

/// Looks for each named test among the sources of its crate.
pub fn check(project: &Project) -> Result<()> {
    let page = project.part(PAGE, "the check of named tests")?;
    let page = committed::text(&page).unwrap_or_default();
    let files = committed::files()?;
    let mut problems = Vec::new();
    for (line, test) in named(&page) {
        let folder = format!("crates/{}/", test.folder);
        let is_there = files
            .iter()
            .filter(|file| file.starts_with(&folder) && file.ends_with(test.file_ending().as_str()))
            .filter_map(|file| committed::text(&project.path(file)))
            .any(|source| source.contains(&format!("fn {}(", test.name)));
        if !is_there {
            let Named {
                folder,
                module,
                name,
            } = test;
            problems.push(format!(
                "{PAGE}:{line}: there is no test {folder}::{module}::{name}"
            ));
        }
    }
    none(problems)
}

/// A test as the page names it: `crate::module::name`.
#[derive(Debug, PartialEq, Eq)]
struct Named<'a> {
    folder: &'a str,
    module: &'a str,
    name: &'a str,
}

impl Named<'_> {
    fn file_ending(&self) -> String {
        format!("/{}.rs", self.module)
    }
}

/// Every test that the page names between backticks, with its line.
fn named(page: &str) -> Vec<(usize, Named<'_>)> {
    let mut all = Vec::new();
    for (index, line) in page.lines().enumerate() {
        for code in line.split('`').skip(1).step_by(2) {
            let parts: Vec<&str> = code.split("::").collect();
            // Names of tests are sentences; types and paths of other crates are not.
            let is_test = |name: &str| name.matches('_').count() >= 2;
            if let [folder, module, name] = parts[..]
                && is_test(name)
            {
                let test = Named {
                    folder,
                    module,
                    name,
                };
                all.push((index + 1, test));
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_are_found_between_backticks() {
        let page =
            "see `a::b::it_is_so`, `subtle::ConstantTimeEq`\nand `x` or `c-d::e::nor_is_this`";
        let found = named(page);
        let names: Vec<(usize, &str)> = found.iter().map(|(line, it)| (*line, it.name)).collect();
        assert_eq!(names, [(1, "it_is_so"), (2, "nor_is_this")]);
        assert_eq!(found[1].1.folder, "c-d");
    }
}
