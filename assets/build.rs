//! Rebuilds the program when a file of the sample comes, changes or goes: the macro that packs the folder is not told.

fn main() {
    println!("cargo::rerun-if-changed=assets/sample");
}
