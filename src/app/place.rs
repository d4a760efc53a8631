//! Where the window opens: where its title bar can be reached, and no larger than what a monitor has room for. Lengths are pixels of
//! the screen.
//!
//! No system tells through the windowing library which part of a monitor its panels leave free, but every window manager knows it:
//! a window for which there may not be room is maximised, and is then as large as fits.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// How high a title bar is at most, in points, and how much the system's own panels take of a monitor's height.
const TITLE_BAR: f32 = 40.0;
const PANELS: f32 = 48.0;
/// How much of a title bar has to be on a monitor to be taken hold of, in points.
const HOLD: f32 = 120.0;

/// What is to be done to a window so that it can be used.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Fit {
    /// Another place for its upper left corner.
    pub position: Option<Pos2>,
    /// It has to be maximised.
    pub maximize: bool,
}

/// How a window with such an `inner` part fits on the monitors; `scale` is how many pixels a point has.
pub(super) fn fit(inner: Rect, monitors: &[Rect], scale: f32) -> Fit {
    // Where the title bar is, of which the height is not known before the window is shown.
    let top = Rect::from_min_size(inner.min, vec2(inner.width(), 1.0));
    let area = |rect: &Rect| {
        let shared = rect.intersect(inner);
        if shared.is_positive() { shared.area() } else { 0.0 }
    };
    let largest = monitors.iter().copied().max_by(|a, b| area(a).total_cmp(&area(b)));
    let (Some(on), Some(first)) = (largest, monitors.first().copied()) else { return Fit::default() };
    let held = |monitor: &Rect| {
        let shared = monitor.intersect(top);
        shared.height() > 0.0 && shared.width() >= (HOLD * scale).min(inner.width())
    };
    let reachable = monitors.iter().any(held);
    let monitor = if reachable { on } else { first };
    let room = monitor.size() - vec2(0.0, (TITLE_BAR + PANELS) * scale);
    Fit {
        position: (!reachable).then(|| centred(inner.size(), monitor, scale)),
        maximize: inner.width() > room.x || inner.height() > room.y,
    }
}

/// In the middle, or at the upper left corner of what is too small.
fn centred(size: Vec2, monitor: Rect, scale: f32) -> Pos2 {
    let free = monitor.size() - size - vec2(0.0, TITLE_BAR * scale);
    pos2(monitor.left() + (free.x / 2.0).max(0.0), monitor.top() + (free.y / 2.0).max(0.0))
}

/// Has a window that was just made put where it can be used.
pub(super) fn put(cc: &eframe::CreationContext<'_>) {
    let Some(window) = cc.winit_window() else { return };
    let size = window.inner_size();
    // Where windows are not told their place, the system finds it.
    let at = window.inner_position().ok();
    let primary = window.primary_monitor().into_iter();
    let monitors: Vec<Rect> = primary
        .chain(window.available_monitors())
        .map(|monitor| {
            let (at, size) = (monitor.position(), monitor.size());
            Rect::from_min_size(pos2(at.x as f32, at.y as f32), vec2(size.width as f32, size.height as f32))
        })
        .filter(Rect::is_positive)
        .collect();
    let corner = at.map(|at| pos2(at.x as f32, at.y as f32)).or_else(|| monitors.first().map(|first| first.min));
    let inner = Rect::from_min_size(corner.unwrap_or_default(), vec2(size.width as f32, size.height as f32));
    let scale = window.scale_factor() as f32;
    let Fit { position, maximize } = fit(inner, &monitors, scale);
    if let Some(position) = position.filter(|_| at.is_some()) {
        let points = cc.egui_ctx.zoom_factor() * scale;
        cc.egui_ctx.send_viewport_cmd(egui::ViewportCommand::OuterPosition((position.to_vec2() / points).to_pos2()));
    }
    if maximize {
        cc.egui_ctx.send_viewport_cmd(egui::ViewportCommand::Maximized(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
        Rect::from_min_size(pos2(x, y), vec2(width, height))
    }

    #[test]
    fn a_window_for_which_there_is_no_room_is_maximised() {
        let check = |monitor: Vec2, scale: f32, maximize: bool| {
            let found = fit(rect(0.0, 0.0, 1280.0 * scale, 800.0 * scale), &[rect(0.0, 0.0, monitor.x, monitor.y)], scale);
            assert_eq!(found, Fit { position: None, maximize }, "{monitor:?} at scale {scale}");
        };
        check(vec2(1280.0, 800.0), 1.0, true);
        check(vec2(1366.0, 768.0), 1.0, true);
        check(vec2(1440.0, 900.0), 1.0, false);
        check(vec2(1920.0, 1080.0), 1.0, false);
        check(vec2(1920.0, 1080.0), 1.5, true);
        check(vec2(2560.0, 1440.0), 2.0, true);
        check(vec2(3840.0, 2160.0), 2.0, false);
        check(vec2(800.0, 600.0), 1.0, true);
        check(vec2(1080.0, 1920.0), 1.0, true);
    }

    #[test]
    fn a_title_bar_that_is_on_no_monitor_comes_back_to_the_first() {
        let (left, right) = (rect(0.0, 0.0, 1920.0, 1080.0), rect(1920.0, 0.0, 2560.0, 1440.0));
        let check = |x: f32, y: f32, monitors: &[Rect], moved: bool| {
            let found = fit(rect(x, y, 1280.0, 800.0), monitors, 1.0);
            assert_eq!(found.position.is_some(), moved, "{x}, {y}: {found:?}");
            if let Some(at) = found.position {
                assert!(monitors[0].contains_rect(Rect::from_min_size(at, vec2(1280.0, 840.0))), "{found:?}");
            }
        };
        check(100.0, 60.0, &[left, right], false);
        check(2400.0, 100.0, &[left, right], false);
        check(2400.0, 100.0, &[left], true);
        check(1700.0, 100.0, &[left, right], false);
        check(1850.0, 100.0, &[left], true);
        check(-1270.0, 100.0, &[left], true);
        check(-400.0, 100.0, &[left], false);
        check(100.0, -30.0, &[left], true);
        check(100.0, 1079.0, &[left], false);
        check(100.0, 1200.0, &[left], true);
        check(100.0, 1200.0, &[left, right], true);
        check(0.0, 0.0, &[left], false);
        assert_eq!(fit(rect(0.0, 0.0, 1280.0, 800.0), &[], 1.0), Fit::default(), "nothing is known");
    }
}
