//! The pages with what each keeps between frames, made from the table.

use super::table::{pages, table};
use super::{Page, ShellView, ViewContext};
use egui::Ui;

/// What a page shows of the window's own state.
macro_rules! part {
    ($view:ident, view) => {
        $view
    };
    ($view:ident, $part:ident) => {
        $view.$part
    };
}

/// Makes the screens from the table.
macro_rules! screens {
    ($($page:ident $tooltip:literal [$($command:ident)?] {
        $key:literal $(of ($of:ident: $subject:ty))? screen $module:ident::$screen:ident $(($part:ident))?
        $(layout $layout:tt)? $(row $row:tt)?
    })+) => {
        /// The screens of all pages, each by the name of its module.
        #[derive(Default)]
        pub(super) struct Screens {
            $(#[doc = $tooltip] pub(super) $module: super::$module::$screen,)+
        }

        impl Screens {
            /// Draws the page at hand.
            pub(super) fn ui(&mut self, ui: &mut Ui, view_ctx: &mut ViewContext<'_>, view: &ShellView<'_>) {
                match view_ctx.nav.page().clone() {
                    $(Page::$page $(($of))? => self.$module.ui(ui, view_ctx $(, part!(view, $part))? $(, $of)?),)+
                }
            }
        }
    };
}

table!(pages screens);
