//! Reading pictures.

/// A picture in shades of grey.
pub struct Grey {
    pub width: usize,
    pub height: usize,
    /// One byte a pixel, line by line.
    pub pixels: Vec<u8>,
}

impl Grey {
    /// A PNG, whatever its depth.
    pub fn of_png(bytes: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        Self {
            width: info.width as usize,
            height: info.height as usize,
            // Where there are colours, the red is as good as a grey.
            pixels: pixels
                .into_iter()
                .step_by(info.color_type.samples())
                .collect(),
        }
    }
}
